package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchDirectoryRefusalTest {

    @TempDir
    static Path out;

    @BeforeAll
    static void search() throws IOException {
        BnnSearchRuns.search(BnnSearchRuns.space(), out).candidates(1).build().run();
    }

    static Stream<BnnSearch.Builder> otherSearches() {
        return Stream.of(
                BnnSearchRuns.search(BnnSearchRuns.space(), out).seed(2),
                BnnSearchRuns.search(BnnSearchRuns.space(), out).generator(SearchGenerator.GRID),
                BnnSearchRuns.search(BnnSearchRuns.space(), out).score(new BnnSearchLossScore()),
                BnnSearchRuns.search(BnnSearchRuns.space().epochs(3), out),
                BnnSearchRuns.search(BnnSearchRuns.space().width(17), out),
                BnnSearchRuns.search(BnnSearchRuns.space().hiddenDropRate(.1), out),
                BnnSearchRuns.search(BnnSearchRuns.space().learningRate(1e-6, 2e-1), out),
                BnnSearchRuns.search(BnnSearchRuns.space().loss(OutputLoss.SOFTMAX), out),
                new BnnSearch.Builder(
                        BnnSearchRuns.space().build(), BnnSearchClusters.class, BnnSearchClusters.properties(2), out));
    }

    @ParameterizedTest
    @MethodSource("otherSearches")
    void anotherSearchIsRefused(BnnSearch.Builder other) {
        assertThatThrownBy(() -> other.build().run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(out.toString());
    }
}
