package io.gavel.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the market page, from the class path's folder {@code static}. A path names a file by plain segments
 * only: there is no way up, no hidden file and no directory listing.
 */
final class StaticFiles
{
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]*)+");
    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(
        Map.entry("html", "text/html; charset=utf-8"),
        Map.entry("css", "text/css; charset=utf-8"),
        Map.entry("js", "text/javascript; charset=utf-8"),
        Map.entry("mjs", "text/javascript; charset=utf-8"),
        Map.entry("json", "application/json"),
        Map.entry("map", "application/json"),
        Map.entry("txt", "text/plain; charset=utf-8"),
        Map.entry("md", "text/plain; charset=utf-8"),
        Map.entry("svg", "image/svg+xml"),
        Map.entry("png", "image/png"),
        Map.entry("ico", "image/x-icon"),
        Map.entry("woff2", "font/woff2"));

    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    /**
     * A file to send.
     *
     * @param bytes        of it.
     * @param contentType  for the header.
     * @param etag         of the bytes, quoted.
     * @param cacheControl for the header.
     */
    record StaticFile(byte[] bytes, String contentType, String etag, String cacheControl)
    {
    }

    /**
     * Finds a file.
     *
     * @param path decoded, from the URI; "/" is the page.
     * @return the file, or null where there is none of that name.
     */
    StaticFile find(final String path) throws IOException
    {
        final String name = "/".equals(path) ? "/index.html" : path;
        final StaticFile known = files.get(name);
        if (null != known)
        {
            return known;
        }
        if (name.length() > 200 || !PATH.matcher(name).matches())
        {
            return null;
        }
        // A path without a known ending is no file of the page; a directory has none.
        final String contentType = CONTENT_TYPES.get(extension(name));
        return null == contentType ? null : load(name, contentType);
    }

    private StaticFile load(final String name, final String contentType) throws IOException
    {
        try (InputStream in = StaticFiles.class.getResourceAsStream("/static" + name))
        {
            if (null == in)
            {
                return null;
            }
            final byte[] bytes = in.readAllBytes();
            final StaticFile file = new StaticFile(bytes, contentType, '"' + sha256(bytes) + '"',
                name.startsWith("/vendor/") ? "public, max-age=86400" : "no-cache");
            files.put(name, file);
            return file;
        }
    }

    private static String extension(final String name)
    {
        final int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(dot + 1) : "";
    }

    private static String sha256(final byte[] bytes)
    {
        try
        {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
