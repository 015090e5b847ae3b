import protobuf from "protobufjs/light.js";

const number = (id: number, type: string) => ({ id, type });

/**
 * Of the Sparkplug B payload (org.eclipse.tahu.protobuf.Payload, specification 3.0) what a host needs; everything else,
 * such as templates and data sets, is passed over by its length.
 */
export const PAYLOAD_DEFINITION = {
  nested: {
    Payload: {
      edition: "proto2",
      fields: {
        timestamp: number(1, "uint64"),
        metrics: { id: 2, type: "Metric", rule: "repeated" },
        seq: number(3, "uint64"),
      },
      nested: {
        Metric: {
          oneofs: {
            value: {
              oneof: [
                "intValue",
                "longValue",
                "floatValue",
                "doubleValue",
                "booleanValue",
                "stringValue",
                "bytesValue",
              ],
            },
          },
          fields: {
            name: number(1, "string"),
            alias: number(2, "uint64"),
            timestamp: number(3, "uint64"),
            datatype: number(4, "uint32"),
            isHistorical: number(5, "bool"),
            isTransient: number(6, "bool"),
            isNull: number(7, "bool"),
            intValue: number(10, "uint32"),
            longValue: number(11, "uint64"),
            floatValue: number(12, "float"),
            doubleValue: number(13, "double"),
            booleanValue: number(14, "bool"),
            stringValue: number(15, "string"),
            bytesValue: number(16, "bytes"),
          },
        },
      },
    },
  },
};

export const Payload = protobuf.Root.fromJSON(PAYLOAD_DEFINITION).lookupType("Payload");
