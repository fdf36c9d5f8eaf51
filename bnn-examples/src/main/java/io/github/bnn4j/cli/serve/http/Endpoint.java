package io.github.bnn4j.cli.serve.http;

import java.util.Map;

/** An endpoint is what is at a path. */
public interface Endpoint {

    /** Returns the method that it takes, {@code GET} (and with it HEAD) or {@code POST}. */
    String method();

    /**
     * Answers a request; called by several threads.
     *
     * @param query names and values behind the question mark
     * @param body empty for GET
     * @throws Refusal if it makes no sense
     */
    Reply answer(Map<String, String> query, byte[] body) throws Refusal;

    /** Answers GET. */
    @FunctionalInterface
    interface Get {
        /** Answers, from what is behind the question mark. */
        Reply answer(Map<String, String> query) throws Refusal;
    }

    /** Answers POST. */
    @FunctionalInterface
    interface Post {
        /** Answers, from a body. */
        Reply answer(byte[] body) throws Refusal;
    }

    /** Makes one for GET. */
    static Endpoint get(Get get) {
        return new Endpoint() {
            @Override
            public String method() {
                return "GET";
            }

            @Override
            public Reply answer(Map<String, String> query, byte[] body) throws Refusal {
                return get.answer(query);
            }
        };
    }

    /** Makes one for POST of JSON. */
    static Endpoint post(Post post) {
        return new Endpoint() {
            @Override
            public String method() {
                return "POST";
            }

            @Override
            public Reply answer(Map<String, String> query, byte[] body) throws Refusal {
                return post.answer(body);
            }
        };
    }
}
