package io.github.bnn4j.onnx.file;

import io.github.bnn4j.onnx.OnnxException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import onnx.Onnx;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.Descriptors.Descriptor;
import org.nd4j.shade.protobuf.Descriptors.FieldDescriptor;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.nd4j.shade.protobuf.WireFormat;

/**
 * Counts what becomes an object when a file is parsed. An empty node is two bytes in a file and a hundred times that in memory, so
 * a file of a size that is read could still need more memory than there is: it is looked at before.
 */
final class RecordCount {

    /** The largest networks have a hundredth of it. */
    private static final int MOST = 1_000_000;

    private static final int MOST_OF_SMALL_FILES = 10_000;

    /** Small records have so many on an average; those of real files have more, and then there are weights. */
    private static final int FEWEST_BYTES = 4;

    /** Protobuf has the same limit. */
    private static final int MOST_NESTED = 100;

    /** Such a message is open around the place that is read. */
    private record Outer(Descriptor message, int limit) {}

    private final CodedInputStream in;

    private final Deque<Outer> outer = new ArrayDeque<>();

    private Descriptor message = Onnx.ModelProto.getDescriptor();

    private RecordCount(byte[] bytes) {
        in = CodedInputStream.newInstance(bytes);
    }

    /**
     * Looks through a file without keeping anything of it.
     *
     * @throws OnnxException if there is more in it than any network has
     * @throws InvalidProtocolBufferException if it is damaged
     * @throws IOException never else, as all is in memory
     */
    static void check(byte[] bytes) throws IOException {
        int most = Math.min(MOST, MOST_OF_SMALL_FILES + bytes.length / FEWEST_BYTES);
        if (!new RecordCount(bytes).isAtMost(most)) {
            throw new OnnxException("it has more than " + most + " records in " + bytes.length
                    + " bytes, which no network has: it is no ONNX file, or a damaged one");
        }
    }

    private boolean isAtMost(int most) throws IOException {
        int count = 0;
        while (true) {
            int tag = in.readTag();
            if (tag == 0) {
                if (outer.isEmpty()) {
                    return true;
                }
                close();
            } else if (pass(tag) && ++count > most) {
                return false;
            }
        }
    }

    private void close() {
        Outer closed = outer.pop();
        in.popLimit(closed.limit());
        message = closed.message();
    }

    /** Goes past a field or into it. Tells whether it becomes an object of its own: not so a number, or a packed list of them. */
    private boolean pass(int tag) throws IOException {
        FieldDescriptor field = message.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
        int form = WireFormat.getTagWireType(tag);
        if (form == WireFormat.WIRETYPE_START_GROUP || form == WireFormat.WIRETYPE_END_GROUP) {
            // The parser goes into them, and ONNX has none.
            throw new OnnxException("it is no ONNX file, or a damaged one: it has a group");
        }
        if (form == WireFormat.WIRETYPE_LENGTH_DELIMITED
                && field != null
                && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            open(field.getMessageType());
            return true;
        }
        in.skipField(tag);
        return field == null || form == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private void open(Descriptor inner) throws IOException {
        if (outer.size() == MOST_NESTED) {
            throw new OnnxException(
                    "it is no ONNX file, or a damaged one: its records are nested " + MOST_NESTED + " deep");
        }
        outer.push(new Outer(message, in.pushLimit(in.readRawVarint32())));
        message = inner;
    }
}
