/** Which methods an address knows. Asked only when nothing was found, to tell an unknown address from a wrong method. */
export class Methods {
  private readonly routes: { method: string; segments: readonly string[] }[] = [];

  /** Notes a route as the server registers it. */
  note(method: string, url: string): void {
    if (!url.includes('*')) this.routes.push({ method, segments: url.split('/') });
  }

  at(path: string): readonly string[] {
    const asked = path.split('/');
    const fitting = this.routes.filter(({ segments }) =>
      segments.length === asked.length && segments.every((one, i) => (one.startsWith(':') ? asked[i] !== '' : one === asked[i])));
    return [...new Set(fitting.map(({ method }) => method))].sort();
  }
}
