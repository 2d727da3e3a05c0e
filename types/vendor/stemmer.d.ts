export { stemmer } from "stemmer"
