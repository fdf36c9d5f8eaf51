package io.github.bnn4j.cli.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

/** A directory of TIFF, numbers by their tags; EXIF has the same. What lies beyond the end is an IndexOutOfBoundsException. */
final class TiffDirectory {

    private static final int ENTRY = 12;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer file;
    private final int from;

    private TiffDirectory(ByteBuffer file, int from) {
        this.file = file;
        this.from = from;
    }

    /** Returns the first one of a file. */
    static TiffDirectory first(ByteBuffer file) {
        ByteBuffer ordered =
                file.duplicate().order(file.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return new TiffDirectory(ordered, ordered.getInt(4));
    }

    /** Returns the first number of a tag. */
    long value(int tag, long withoutTag) {
        return values(tag).findFirst().orElse(withoutTag);
    }

    /** Returns all numbers of a tag; none if it is not there. */
    LongStream values(int tag) {
        int entry = find(tag);
        return entry < 0
                ? LongStream.empty()
                : LongStream.range(0, count(entry)).map(i -> number(entry, i));
    }

    private int find(int tag) {
        int entries = Short.toUnsignedInt(file.getShort(from));
        for (int i = 0; i < entries; i++) {
            int entry = from + 2 + i * ENTRY;
            if (Short.toUnsignedInt(file.getShort(entry)) == tag) {
                return entry;
            }
        }
        return -1;
    }

    private long count(int entry) {
        return Integer.toUnsignedLong(file.getInt(entry + 4));
    }

    private long number(int entry, long index) {
        int type = file.getShort(entry + 2);
        int size = type == SHORT ? 2 : 4;
        boolean inside = count(entry) * size <= 4;
        long from = inside ? entry + 8 : Integer.toUnsignedLong(file.getInt(entry + 8));
        int at = (int) Math.min(Integer.MAX_VALUE, from + index * size);
        return switch (type) {
            case SHORT -> Short.toUnsignedLong(file.getShort(at));
            case LONG -> Integer.toUnsignedLong(file.getInt(at));
            default -> throw new IndexOutOfBoundsException("a number of type " + type);
        };
    }
}
