package io.github.bnn4j.cli.data;

import static io.github.bnn4j.cli.data.IdxBytes.gzip;
import static io.github.bnn4j.cli.data.IdxBytes.idx;
import static io.github.bnn4j.cli.data.IdxBytes.idxOfType;
import static io.github.bnn4j.cli.data.IdxBytes.join;
import static io.github.bnn4j.cli.data.IdxBytes.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {

    private static final byte[] GOOD = idx(shape(2, 2, 3), 0, 1, 127, 128, 254, 255, 10, 20, 30, 40, 50, 60);
    private static final byte[] DATA = {0, 1, 127, -128, -2, -1, 10, 20, 30, 40, 50, 60};

    @Test
    void readsAPlainFile() throws IOException {
        assertGood(read(GOOD));
    }

    @Test
    void readsAGzippedFile() throws IOException {
        assertGood(read(gzip(GOOD)));
    }

    @Test
    void readsAGzippedFileOfTwoMembers() throws IOException {
        var first = Arrays.copyOfRange(GOOD, 0, 7);
        var second = Arrays.copyOfRange(GOOD, 7, GOOD.length);

        assertGood(read(join(gzip(first), gzip(second))));
    }

    @Test
    void aBombOfGzipIsRefusedBeforeAllOfItIsInflated() {
        byte[] bomb = gzip(join(idx(shape(1 << 10, 1 << 10, 1 << 10)), new byte[(1 << 26) + 1]));

        assertThatThrownBy(() -> read(bomb))
                .isInstanceOf(IdxFormatException.class)
                .hasMessageContaining("1024 x 1024 x 1024")
                .hasMessageContaining("so little gzip data does not hold more than 67108864 bytes");
    }

    @Test
    void decidesByTheContentWhetherAFileIsGzipped(@TempDir Path directory) throws IOException {
        var plain = Files.write(directory.resolve("plain.gz"), GOOD);
        var gzipped = Files.write(directory.resolve("gzipped"), gzip(GOOD));

        assertGood(IdxFile.read(plain));
        assertGood(IdxFile.read(gzipped));
    }

    @Test
    void namesTheFileInTheError(@TempDir Path directory) throws IOException {
        var file = Files.write(directory.resolve("damaged"), new byte[] {1, 2, 3, 4});

        assertThatThrownBy(() -> IdxFile.read(file))
                .isInstanceOf(IdxFormatException.class)
                .hasMessageStartingWith(file + ": ");
    }

    @ParameterizedTest
    @MethodSource("lengthsOfPlainPrefixes")
    void refusesATruncatedPlainFile(int length) {
        assertRefused(Arrays.copyOf(GOOD, length)).hasMessageContaining("truncated");
    }

    static IntStream lengthsOfPlainPrefixes() {
        return IntStream.range(0, GOOD.length);
    }

    @ParameterizedTest
    @MethodSource("lengthsOfGzippedPrefixes")
    void refusesATruncatedGzippedFile(int length) {
        assertRefused(Arrays.copyOf(gzip(GOOD), length)).hasMessageContaining("truncated");
    }

    static IntStream lengthsOfGzippedPrefixes() {
        return IntStream.range(0, gzip(GOOD).length);
    }

    @Test
    void saysHowMuchIsMissing() {
        assertRefused(Arrays.copyOf(GOOD, GOOD.length - 2))
                .hasMessageContaining("2 x 2 x 3")
                .hasMessageContaining("need 12 bytes of data, got 10");
    }

    @Test
    void refusesTrailingBytes() {
        assertRefused(join(GOOD, new byte[1])).hasMessageContaining("trailing bytes after the 12 bytes");
        assertRefused(gzip(join(GOOD, new byte[1]))).hasMessageContaining("trailing bytes after the 12 bytes");
    }

    // Near 8 and 18 bytes GZIPInputStream begins to look for another member, in different ways.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 10, 11, 17, 18, 19, 20, 100, 1000})
    void refusesTrailingBytesAfterTheGzipData(int count) {
        assertRefused(join(gzip(GOOD), new byte[count])).hasMessageContaining(count + " trailing bytes");
    }

    @Test
    void refusesAnotherImageFileAfterTheGzipData() {
        assertRefused(join(gzip(GOOD), gzip(GOOD))).hasMessageContaining("trailing bytes");
    }

    @Test
    void neverReadsOtherContentFromADamagedGzipFile() throws IOException {
        byte[] gzipped = gzip(GOOD);
        int refused = 0;
        for (int bit = 0; bit < gzipped.length * 8; bit++) {
            byte[] damaged = gzipped.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                // The header has fields without influence on the content, such as the time.
                assertGood(read(damaged));
            } catch (IdxFormatException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(gzipped.length * 8 / 2);
    }

    @Test
    void refusesABadMagic() {
        byte[] zip = {'P', 'K', 3, 4, 5, 6};

        assertRefused(zip).hasMessageContaining("bad magic 0x504B0304");
        assertRefused(gzip(zip)).hasMessageContaining("bad magic 0x504B0304");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x09, 0x0B, 0x0C, 0x0D, 0x0E})
    void refusesOtherElementTypes(int type) {
        assertRefused(idxOfType(type, shape(1), 1))
                .hasMessageContaining("unsupported element type 0x%02X".formatted(type));
    }

    @Test
    void refusesAFileWithoutDimensions() {
        assertRefused(idx(shape(), 1)).hasMessageContaining("0 dimensions");
    }

    @ParameterizedTest
    @MethodSource
    void refusesDimensionsWhichAreNotCredible(int[] dimensions, String named) {
        assertRefused(idx(dimensions, new int[30])).hasMessageContaining("dimensions " + named + " are not credible");
        assertRefused(gzip(idx(dimensions, new int[30])))
                .hasMessageContaining("dimensions " + named + " are not credible");
    }

    static Stream<Arguments> refusesDimensionsWhichAreNotCredible() {
        return Stream.of(
                Arguments.of(shape(0), "0"),
                Arguments.of(shape(30, 0), "30 x 0"),
                Arguments.of(shape(-1), "4294967295"),
                Arguments.of(shape(-2, -3), "4294967294 x 4294967293"),
                Arguments.of(shape(Integer.MIN_VALUE, 28, 28), "2147483648 x 28 x 28"),
                Arguments.of(shape(Integer.MAX_VALUE, 28, 28), "2147483647 x 28 x 28"),
                // The product is 0, 1 and 30 in arithmetic of 32 or 64 bits.
                Arguments.of(shape(1 << 16, 1 << 16), "65536 x 65536"),
                Arguments.of(shape(-1, -1), "4294967295 x 4294967295"),
                Arguments.of(shape(1 << 31, 1 << 31, 4, 30), "2147483648 x 2147483648 x 4 x 30"),
                Arguments.of(shape((1 << 30) + 1), "1073741825"));
    }

    @Test
    void doesNotAllocateWhatAForgedHeaderAnnounces() {
        byte[] plain = idx(shape(1 << 30), new int[22]);
        byte[] gzipped = gzip(plain);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(threads.isThreadAllocatedMemoryEnabled()).isTrue();

        long before = threads.getCurrentThreadAllocatedBytes();
        assertRefused(plain).hasMessageContaining("need 1073741824 bytes of data, got 22");
        assertRefused(gzipped).hasMessageContaining("need 1073741824 bytes of data, got 22");
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isPositive().isLessThan(50_000_000);
    }

    private static IdxFile read(byte[] content) throws IOException {
        return IdxFile.read(new ByteArrayInputStream(content), "the-file");
    }

    private static void assertGood(IdxFile file) {
        assertThat(file.shape()).containsExactly(2, 2, 3);
        assertThat(file.data()).isEqualTo(DATA);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] content) {
        return assertThatThrownBy(() -> read(content))
                .isInstanceOf(IdxFormatException.class)
                .hasMessageMatching("the-file: .+");
    }
}
