const sentences: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} does not exist. Check the name`,
  EACCES: (path) => `${path} may not be used by this user. Choose another place, or change its permissions`,
  EPERM: (path) => `${path} may not be changed by this user. Choose another place, or change its permissions`,
  EROFS: (path) => `${path} is on a read-only file system. Choose another place`,
  ENOTDIR: (path) => `${path} lies below something that is not a folder. Choose another place`,
  EISDIR: (path) => `${path} is a folder; a file is needed. Name a file in it`,
  EEXIST: (path) => `${path} exists already. Choose another name, or remove it`,
  ENOTEMPTY: (path) => `${path} is not empty. Choose another name, or empty it`,
  ENOSPC: (path) => `the disk is full while writing ${path}. Make room, or choose another place with --out`,
  EDQUOT: (path) => `the disk quota is used up while writing ${path}. Make room, or choose another place with --out`,
  EFBIG: (path) => `${path} grew beyond the size that this system allows. Raise the limit (ulimit -f), or choose another place with --out`,
  EMFILE: (path) => `too many files are open to reach ${path}. Raise the limit (ulimit -n), or lower --workers`,
  ENAMETOOLONG: (path) => `${path} is too long a name. Choose a shorter one`,
  ELOOP: (path) => `${path} is a circle of links. Choose another place`,
  EADDRINUSE: (path) => `${path} is in use. Choose another with --port`,
};

/** The sentence for what the system refused (a missing file, a full disk), or undefined when it is not about files. */
export function fileTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, dest, address, port } = error as NodeJS.ErrnoException & { dest?: string; address?: string; port?: number };
  const sentence = code === undefined ? undefined : sentences[code];
  if (sentence === undefined) return undefined;
  const place = dest ?? path ?? (port === undefined ? "a file" : `port ${port} of ${address ?? "this machine"}`);
  return `${sentence(place)}.`;
}
