import { expect, test } from "vitest";
import { addressFault } from "./address-fault.ts";

const SMTP = ["smtp:", "smtps:"];
const ESCAPED = "cannot be read as an address: in a user and a password write % as %25, @ as %40, : as %3A, / as %2F";

test.each([
  ["http://u:s3cret@mail", "is no address that begins with smtp:// or smtps://"],
  ["smtp:mail:25", "is no address that begins with smtp:// or smtps://"],
  ["mail.example.com", "is no address that begins with smtp:// or smtps://"],
  ["smtp://", "names no server: write it behind the //, such as smtp://example.com"],
  ["smtp://:25", "names no server: write it behind the //, such as smtp://example.com"],
  ["smtp://u:s3cret@", "names no server: write it behind the //, such as smtp://example.com"],
  ["smtps://u:s3cret@:465/?a=b", "names no server: write it behind the //, such as smtp://example.com"],
  ["smtp://mail:99999", "has a port that is none: give one from 1 to 65535, or leave it out"],
  ["smtp://u:s3cret@mail:0", "has a port that is none: give one from 1 to 65535, or leave it out"],
  ["smtp://u:s3c/ret@mail", ESCAPED],
  ["smtp://u:s3cret%@mail", ESCAPED],
  ["smtp://ma il", ESCAPED],
])("what is wrong with %s is said, with what to do and without the password", (text, why) => {
  expect(addressFault(text, SMTP)).toBe(why);
});

test.each([
  "smtp://mail",
  "SMTP://mail:25",
  "smtps://u:s3%40cret@mail.example.com:465/?requireTLS=true",
  "smtp://u@x:p@[::1]:587",
])("nothing is wrong with %s", (text) => expect(addressFault(text, SMTP)).toBeNull());
