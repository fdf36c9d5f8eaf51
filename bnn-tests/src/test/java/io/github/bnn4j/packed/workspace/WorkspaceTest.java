package io.github.bnn4j.packed.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

    private final Workspaces workspaces = new Workspaces();

    @Test
    void givesAnArrayAgainOnceItIsReleased() {
        try (Workspaces.Use use = workspaces.begin()) {
            float[] first = Workspace.floats(7);
            assertThat(Workspace.floats(7)).isNotSameAs(first);

            Workspace.release(first);

            assertThat(Workspace.floats(8)).hasSize(8);
            assertThat(Workspace.floats(7)).isSameAs(first);
        }
    }

    @Test
    void tellsTypesAndNestedLengthsApart() {
        try (Workspaces.Use use = workspaces.begin()) {
            int[][] nested = Workspace.ints(3, 5);
            long[] longs = Workspace.longs(3);
            Workspace.release(nested);
            Workspace.release(longs);

            assertThat(Workspace.ints(3)).hasSize(3);
            assertThat(Workspace.doubles(3)).hasSize(3);
            assertThat(Workspace.bytes(3)).hasSize(3);
            assertThat(Workspace.ints(3, 6)).isNotSameAs(nested).hasDimensions(3, 6);
            assertThat(Workspace.floats(3, 5)).hasDimensions(3, 5);
            assertThat(Workspace.ints(3, 5)).isSameAs(nested);
            assertThat(Workspace.longs(3)).isSameAs(longs);
        }
    }

    @Test
    void clearsWhatIsToBeZero() {
        try (Workspaces.Use use = workspaces.begin()) {
            long[] longs = Workspace.longs(3);
            int[] ints = Workspace.ints(3);
            longs[1] = 5;
            ints[2] = 5;
            Workspace.release(longs);
            Workspace.release(ints);

            assertThat(Workspace.zeroLongs(3)).isSameAs(longs).containsOnly(0);
            assertThat(Workspace.zeroInts(3)).isSameAs(ints).containsOnly(0);
        }
    }

    @Test
    void releasesAllSinceAMarkButWhatIsKept() {
        try (Workspaces.Use use = workspaces.begin()) {
            float[] before = Workspace.floats(2);
            int mark = Workspace.mark();
            float[] scratch = Workspace.floats(2);
            float[] kept = Workspace.floats(2);

            Workspace.releaseSince(mark, kept);

            assertThat(Workspace.floats(2)).isSameAs(scratch);
            assertThat(Workspace.floats(2)).isNotSameAs(before).isNotSameAs(kept);
        }
    }

    @Test
    void ignoresTheReleaseOfWhatItDidNotGive() {
        float[] own = new float[4];
        try (Workspaces.Use use = workspaces.begin()) {
            Workspace.release(own);

            assertThat(Workspace.floats(4)).isNotSameAs(own);
        }
    }

    @Test
    void keepsForTheNextCallWhatThisOneUsed() {
        float[] of1;
        long[] of2;
        try (Workspaces.Use use = workspaces.begin()) {
            of1 = Workspace.floats(3);
            of2 = Workspace.longs(9);
        }
        try (Workspaces.Use use = workspaces.begin()) {
            assertThat(Workspace.longs(9)).isSameAs(of2);
        }
        try (Workspaces.Use use = workspaces.begin()) {
            assertThat(Workspace.longs(9)).isSameAs(of2);
            assertThat(Workspace.floats(3))
                    .as("the call before had no use for it")
                    .isNotSameAs(of1);
        }
    }

    @Test
    void givesNewArraysOutsideOfCalls() {
        float[] first = Workspace.floats(3);
        Workspace.release(first);
        Workspace.releaseSince(Workspace.mark(), null);

        assertThat(Workspace.floats(3)).isNotSameAs(first);
    }

    @Test
    void isOneForEachCallWithinAnother() {
        try (Workspaces.Use outer = workspaces.begin()) {
            float[] ofOuter = Workspace.floats(3);
            Workspace.release(ofOuter);
            try (Workspaces.Use inner = workspaces.begin()) {
                assertThat(Workspace.floats(3)).isNotSameAs(ofOuter);
            }
            assertThat(Workspace.floats(3)).isSameAs(ofOuter);
        }
    }

    @Test
    void isOneForEachThread() {
        try (Workspaces.Use use = workspaces.begin()) {
            float[] here = Workspace.floats(3);
            Workspace.release(here);

            float[] there = CompletableFuture.supplyAsync(() -> {
                        try (Workspaces.Use other = workspaces.begin()) {
                            return Workspace.floats(3);
                        }
                    })
                    .join();

            assertThat(there).isNotSameAs(here);
        }
    }
}
