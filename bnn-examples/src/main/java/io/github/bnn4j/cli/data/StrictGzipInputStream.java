package io.github.bnn4j.cli.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Gunzips a file and reports the bytes after its compressed data, which {@link GZIPInputStream} ignores. */
final class StrictGzipInputStream extends GZIPInputStream {

    /** CRC-32 and length, which the inflater leaves in its buffer. */
    private static final int TRAILER_BYTES = 8;

    /**
     * Reads the gzip header.
     *
     * @param file the whole file: only if one buffer holds all of it, the rest in the buffer is the rest of the file
     * @throws IOException if the header is damaged or incomplete
     */
    StrictGzipInputStream(byte[] file) throws IOException {
        super(new ByteArrayInputStream(file), file.length);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        int trailing = inf.getRemaining() - TRAILER_BYTES;
        if (count < 0 && trailing > 0) {
            throw new ZipException(trailing + " trailing bytes");
        }
        return count;
    }
}
