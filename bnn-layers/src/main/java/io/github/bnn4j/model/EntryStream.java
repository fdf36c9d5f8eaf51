package io.github.bnn4j.model;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** An entry as its directory announces it: no byte more, no byte less, and the right checksum, which ZipFile does not look at. */
final class EntryStream extends FilterInputStream {

    private final ZipEntry entry;
    private final CheckedInputStream checked;
    private long remaining;

    EntryStream(InputStream inflated, ZipEntry entry) {
        this(new CheckedInputStream(new BufferedInputStream(inflated, 1 << 16), new CRC32()), entry);
    }

    private EntryStream(CheckedInputStream checked, ZipEntry entry) {
        super(checked);
        this.checked = checked;
        this.entry = entry;
        this.remaining = entry.getSize();
    }

    /** Returns the bytes that are still to come. */
    long remaining() {
        return remaining;
    }

    /** Returns as many of the next bytes, buffered: elements are read one by one. */
    InputStream next(long count) {
        return new BufferedInputStream(
                new FilterInputStream(this) {

                    private long left = count;

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        int read = left == 0 ? -1 : super.read(target, offset, (int) Math.min(length, left));
                        left -= Math.max(0, read);
                        return read;
                    }
                },
                1 << 16);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining == 0) {
            return -1;
        }
        int count = super.read(target, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw new EOFException(entry.getName() + " is truncated: " + remaining + " bytes are missing");
        }
        remaining -= count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /**
     * @throws IOException if there is anything left, or what was read is not what was written
     */
    void verifyEnd() throws IOException {
        if (remaining > 0 || checked.read() >= 0) {
            throw new ZipException(entry.getName() + " is longer than its content needs");
        }
        if (checked.getChecksum().getValue() != entry.getCrc()) {
            throw new ZipException(entry.getName() + " is damaged: its checksum is wrong");
        }
    }
}
