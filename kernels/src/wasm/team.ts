/** What a worker needs to become a member of a team: it instantiates the module over the same memory, with a stack of its own. */
export interface MemberOrder {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Where its stack begins; stacks grow down. */
  readonly stack: number;
  /** Address of the team. */
  readonly team: number;
  readonly member: number;
}

/** How a host starts a worker that runs {@link joinTeam} on an order; resolves to what ends it, once it is ready. */
export type Spawn = (order: MemberOrder) => Promise<() => void>;

/** Bytes of stack of each member; the module itself is linked with as many. */
export const stackBytes = 262144;

/** The program of a worker, in plain JavaScript: `order` and `ready` are what the host puts before it. */
export const joinTeam = `
  const { exports } = new WebAssembly.Instance(order.module, { env: { memory: order.memory } });
  exports.__stack_pointer.value = order.stack;
  ready();
  exports.team_work(order.team, order.member);
`;
