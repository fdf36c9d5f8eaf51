package io.github.bnn4j.search;

import java.util.Map;

/** Is told how a search goes; called by the thread that trains. */
public interface SearchListener {

    /** Hears that a candidate is going to be trained. */
    default void started(int index, Map<String, Object> values) {}

    /**
     * Hears that a candidate is done, or failed.
     *
     * @param restored whether it was done in an earlier run of the search
     */
    default void finished(CandidateRecord candidate, boolean restored) {}
}
