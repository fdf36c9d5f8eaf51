package io.github.bnn4j.cli.serve.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses requests that a browser sends for a page of someone else: by a name that was bent to this address (DNS rebinding), or from
 * a page of another origin.
 *
 * <p>Names of this server are those of loopback, what it was told to listen at, and the address at which a connection came in, with
 * any port, as a tunnel may have another one.
 */
final class SameSite {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/?#@\\[\\]]+)(?::\\d{1,5})?");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]");

    private final String name;

    /**
     * @param name what the server was told to listen at: an address, or a name
     */
    SameSite(String name) {
        this.name = inHeader(name);
    }

    /** Returns the host as it stands in a URL: an IPv6 address in brackets. */
    static String inHeader(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        return plain.contains(":") && !plain.startsWith("[") ? "[" + plain + "]" : plain;
    }

    /**
     * @throws Refusal by 400 if it does not say which host it means, by 403 if that is another, or if it comes from a page of one
     */
    void check(HttpExchange exchange) throws Refusal {
        Headers headers = exchange.getRequestHeaders();
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1) {
            throw Refusal.badRequest("A request needs exactly one Host header; this one has " + hosts.size());
        }
        String host = hosts.get(0).toLowerCase(Locale.ROOT);
        Matcher matcher = HOST.matcher(host);
        if (!matcher.matches() || !isThisServer(matcher.group(1), exchange.getLocalAddress())) {
            throw new Refusal(
                    403,
                    "The header Host is " + hosts.get(0) + ", which is not this server; use the address that it "
                            + "printed, or start it with --host and the name that you use");
        }
        URI uri = exchange.getRequestURI();
        if (uri.getRawAuthority() != null && !uri.getRawAuthority().equalsIgnoreCase(host)) {
            throw new Refusal(403, "The request is for " + uri.getRawAuthority() + ", which is not this server");
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (!origin.equalsIgnoreCase("http://" + host)) {
                throw new Refusal(
                        403, "The request comes from a page of " + origin + ", and this server answers its own only");
            }
        }
    }

    private boolean isThisServer(String host, InetSocketAddress local) {
        String address = local.getAddress().getHostAddress();
        int zone = address.indexOf('%');
        return LOOPBACK.contains(host)
                || host.equals(name)
                || host.equals(inHeader(zone < 0 ? address : address.substring(0, zone)));
    }
}
