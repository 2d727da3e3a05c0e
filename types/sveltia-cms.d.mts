// What the form calls of Sveltia CMS. The types of its package want those of React, which nothing else here needs.
declare const CMS: {
  registerCustomFormat(
    name: string,
    extension: string,
    methods: { fromFile: (text: string) => unknown; toFile: (value: any) => string },
  ): void
  registerFieldType(name: string, control: unknown): void
  init(options: { config: object }): Promise<void>
}
export default CMS
