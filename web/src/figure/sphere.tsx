import { useEffect, useRef, useState } from "preact/hooks";
import {
  ArrowHelper,
  BufferGeometry,
  Color,
  Float32BufferAttribute,
  Group,
  Line,
  LineBasicMaterial,
  LineLoop,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  Scene,
  SphereGeometry,
  Vector3,
  WebGLRenderer,
} from "three";
import type { CloudProps } from "./circle.tsx";
import { studentsNow, waysSoFar } from "./oriented.ts";

/** Radians a key press turns the sphere. */
const turnByKey = 0.12;

/** Neurons with three inputs on the unit sphere; turned by dragging or by the arrow keys. */
export function Sphere({ cloud, past, summary }: CloudProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<ReturnType<typeof stage> | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    try {
      scene.current = stage(element);
    } catch {
      setFailed(true);
      return undefined;
    }
    const observer = new ResizeObserver(() => scene.current?.resize());
    observer.observe(element);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const repaint = () => scene.current?.draw(cloud, past);
    dark.addEventListener("change", repaint);
    return () => {
      observer.disconnect();
      dark.removeEventListener("change", repaint);
      scene.current?.dispose();
      scene.current = null;
    };
  }, []);

  useEffect(() => scene.current?.draw(cloud, past));

  if (failed) return <p class="small soft">This browser draws no WebGL here; the neurons stand in the data.</p>;
  return (
    <canvas
      ref={canvas}
      class="sphere"
      tabIndex={0}
      role="img"
      aria-label={`${summary} Arrow keys turn the sphere.`}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.buttons === 1) scene.current?.turn(event.movementX * 0.01, event.movementY * 0.01);
      }}
      onKeyDown={(event) => {
        const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        scene.current?.turn((by[0] ?? 0) * turnByKey, (by[1] ?? 0) * turnByKey);
      }}
    />
  );
}

/** The scene of one canvas. It draws only when data or the view change: nothing moves that is not data. */
function stage(canvas: HTMLCanvasElement) {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
  const camera = new PerspectiveCamera(32, 1.2, 0.1, 20);
  camera.position.set(0, 0, 4.6);
  const world = new Group();
  world.rotation.set(0.35, -0.5, 0);
  const scene = new Scene().add(world);
  const dot = new SphereGeometry(1, 20, 14);
  let contents = new Group();
  world.add(contents);

  const colour = (name: string) => new Color(getComputedStyle(canvas).getPropertyValue(name).trim());
  const render = () => renderer.render(scene, camera);
  let next: Pick<CloudProps, "cloud" | "past"> | null = null;
  let waiting = 0;
  let builtAt = 0;
  let rest = 0;

  return {
    resize() {
      const { clientWidth, clientHeight } = canvas;
      if (clientWidth === 0) return;
      renderer.setPixelRatio(Math.min(2, devicePixelRatio));
      renderer.setSize(clientWidth, clientHeight, false);
      camera.aspect = clientWidth / clientHeight;
      camera.updateProjectionMatrix();
      later();
    },
    turn(across: number, down: number) {
      world.rotation.y += across;
      world.rotation.x = Math.max(-1.5, Math.min(1.5, world.rotation.x + down));
      later();
    },
    draw(cloud: CloudProps["cloud"], past: CloudProps["past"]) {
      next = { cloud, past };
      later();
    },
    dispose() {
      cancelAnimationFrame(waiting);
      free(contents);
      dot.dispose();
      renderer.dispose();
    },
  };

  /** Draws once before the next picture is shown, however often it was asked for, and only as often as the machine keeps up with. */
  function later(): void {
    if (waiting !== 0) return;
    waiting = requestAnimationFrame((at) => {
      waiting = 0;
      if (next !== null && at - builtAt < rest) return later();
      if (next !== null) {
        const began = performance.now();
        build(next.cloud, thinned(next.past));
        next = null;
        render();
        builtAt = at;
        rest = 3 * (performance.now() - began);
      } else render();
    });
  }

  function build(cloud: CloudProps["cloud"], past: CloudProps["past"]): void {
    world.remove(contents);
    free(contents);
    contents = new Group();
    const line = new LineBasicMaterial({ color: colour("--line") });
    for (const ring of rings()) contents.add(new LineLoop(ring, line));
    contents.add(
      new Mesh(new SphereGeometry(0.985, 40, 28), new MeshBasicMaterial({ color: colour("--card"), transparent: true, opacity: 0.72 })),
    );
    const norms = Array.from({ length: cloud.teachers.length / 3 }, (_, i) => Math.hypot(...cloud.teachers.subarray(3 * i, 3 * i + 3)));
    const longest = Math.max(...norms, 1e-12);
    norms.forEach((norm, i) => {
      const [x = 0, y = 0, z = 0] = cloud.teachers.subarray(3 * i, 3 * i + 3);
      contents.add(
        new ArrowHelper(new Vector3(x, y, z).divideScalar(norm), new Vector3(), 1.25 * (norm / longest), colour("--orange"), 0.12, 0.07),
      );
    });
    const way = new LineBasicMaterial({ color: colour("--blue"), transparent: true, opacity: 0.4 });
    for (const steps of waysSoFar(past, cloud)) {
      const points = steps.flatMap((unit) => (unit === null ? [] : unit.map((entry) => entry * 1.005)));
      contents.add(new Line(new BufferGeometry().setAttribute("position", new Float32BufferAttribute(points, 3)), way));
    }
    const blue = new MeshBasicMaterial({ color: colour("--blue"), transparent: true, opacity: 0.85 });
    studentsNow(cloud).forEach((unit, i) => {
      if (unit === null) return;
      const mesh = new Mesh(dot, blue);
      mesh.position.set(unit[0] ?? 0, unit[1] ?? 0, unit[2] ?? 0);
      mesh.scale.setScalar(Math.max(0.012, 0.11 * Math.sqrt((cloud.masses[i] ?? 0) / longest)));
      contents.add(mesh);
    });
    world.add(contents);
  }

  function free(group: Group): void {
    group.traverse((object) => {
      if (!(object instanceof Mesh || object instanceof Line)) return;
      if (object.geometry !== dot) object.geometry.dispose();
      const materials = Array.isArray(object.material) ? object.material : [object.material];
      for (const material of materials) material.dispose();
    });
  }
}

/** A way needs no more corners than the eye sees. */
function thinned<T>(entries: readonly T[]): readonly T[] {
  const every = Math.ceil(entries.length / 80);
  return entries.filter((_, i) => i % every === 0);
}

/** Equator and two meridians. */
function rings(): readonly BufferGeometry[] {
  const turn = Array.from({ length: 72 }, (_, k) => (k / 36) * Math.PI);
  return [
    (a: number) => [Math.cos(a), Math.sin(a), 0],
    (a: number) => [Math.cos(a), 0, Math.sin(a)],
    (a: number) => [0, Math.cos(a), Math.sin(a)],
  ].map((circle) => new BufferGeometry().setAttribute("position", new Float32BufferAttribute(turn.flatMap(circle), 3)));
}
