package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.PackedFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StreamTest {

    private final PackedContent content = SampleContents.onBytes();
    private byte[] file;

    @BeforeEach
    void write() throws IOException {
        var out = new ByteArrayOutputStream();
        PackedWriter.write(content, out);
        file = out.toByteArray();
    }

    @Test
    void nothingBehindTheNetworkIsRead() throws IOException {
        var two = new ByteArrayOutputStream();
        PackedWriter.write(content, two);
        PackedWriter.write(SampleContents.onSigns(), two);
        two.write(77);
        var in = new ByteArrayInputStream(two.toByteArray());

        assertThat(PackedReader.read(in).labels()).isEqualTo(content.labels());
        assertThat(PackedReader.read(in).labels()).containsExactly("no", "yes");
        assertThat(in.readAllBytes()).containsExactly(77);
    }

    @Test
    void anEndlessStreamBehindTheNetworkIsLeftAlone() throws IOException {
        var endless = new Endless();
        var in = new SequenceInputStream(new ByteArrayInputStream(file), endless);

        assertThat(PackedReader.read(in).labels()).isEqualTo(content.labels());
        assertThat(endless.given).isZero();
    }

    @Test
    void anEndlessStreamOfSomethingElseIsRefusedAtOnce() {
        var endless = new Endless();

        assertThatThrownBy(() -> PackedReader.read(endless)).isInstanceOf(PackedFormatException.class);
        assertThat(endless.given).isLessThan(100);
    }

    @Test
    void anEndlessStreamAfterAHeaderIsReadAsFarAsTheHeaderSays() {
        var endless = new Endless();
        var in = new SequenceInputStream(new ByteArrayInputStream(file, 0, 56), endless);

        assertThatThrownBy(() -> PackedReader.read(in))
                .isInstanceOf(PackedFormatException.class)
                .hasMessageContaining("checksum");
        assertThat(endless.given).isEqualTo(file.length - 56);
    }

    @Test
    void aSlowStreamIsReadToo() throws IOException {
        var slow = new FilterInputStream(new ByteArrayInputStream(file)) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return super.read(bytes, from, Math.min(1, length));
            }
        };

        assertThat(PackedReader.read(slow).labels()).isEqualTo(content.labels());
    }

    @Test
    void failuresOfTheStreamArePassedOn() {
        var failure = new IOException("made by the test");
        var failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };

        assertThatThrownBy(() -> PackedReader.read(failing)).isSameAs(failure);
        assertThatThrownBy(() ->
                        PackedReader.read(new SequenceInputStream(new ByteArrayInputStream(file, 0, 60), failing)))
                .isSameAs(failure);
    }

    @Test
    void theInputIsNotClosed() throws IOException {
        var in = new FilterInputStream(new ByteArrayInputStream(file)) {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        assertThat(PackedReader.read(in).labels()).isEqualTo(content.labels());
    }

    @Test
    void theOutputIsFlushedAndNotClosed() throws IOException {
        boolean[] flushed = new boolean[1];
        var out = new FilterOutputStream(new ByteArrayOutputStream()) {
            @Override
            public void flush() {
                flushed[0] = true;
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        PackedWriter.write(content, out);

        assertThat(flushed[0]).isTrue();
    }

    /** Ones. */
    private static final class Endless extends InputStream {

        private int given;

        @Override
        public int read() {
            given++;
            return 1;
        }
    }
}
