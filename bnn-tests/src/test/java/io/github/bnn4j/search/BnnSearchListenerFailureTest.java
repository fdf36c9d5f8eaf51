package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BnnSearchListenerFailureTest {

    @TempDir
    Path out;

    /** It is not the candidate that failed. */
    @Test
    void whatTheListenerThrowsEndsTheSearch() {
        BnnSearch search = BnnSearchRuns.search(BnnSearchRuns.space(), out)
                .candidates(3)
                .listener(new SearchListener() {
                    @Override
                    public void finished(CandidateRecord candidate, boolean restored) {
                        throw new IllegalStateException("listener is broken");
                    }
                })
                .build();

        assertThatThrownBy(search::run).hasMessageContaining("listener is broken");
    }
}
