export { default } from "qr"
