package io.github.bnn4j.packed.workspace;

import java.lang.ref.SoftReference;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The workspaces of a network: as many as there were threads at work on it at the same time. Where memory is short, the JVM takes those
 * that are not in use.
 */
public final class Workspaces {

    private final Deque<SoftReference<Workspace>> idle = new ConcurrentLinkedDeque<>();

    /** Gives this thread a workspace, until the result is closed. */
    public Use begin() {
        Workspace workspace = null;
        while (workspace == null) {
            SoftReference<Workspace> last = idle.pollLast();
            workspace = last == null ? new Workspace() : last.get();
        }
        return new Use(this, workspace, Workspace.exchange(workspace));
    }

    private void end(Workspace workspace) {
        workspace.endCall();
        idle.addLast(new SoftReference<>(workspace));
    }

    /** The time in which a thread has a workspace. */
    public static final class Use implements AutoCloseable {

        private final Workspaces owner;
        private final Workspace workspace;
        private final Workspace before;

        private Use(Workspaces owner, Workspace workspace, Workspace before) {
            this.owner = owner;
            this.workspace = workspace;
            this.before = before;
        }

        /** Ends it, in the thread that began it. */
        @Override
        public void close() {
            Workspace.exchange(before);
            owner.end(workspace);
        }
    }
}
