export * from "yaml"
