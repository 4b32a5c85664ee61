package io.gavel.gateway.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The chart library that the market page brings along is the one that was published, with its licence. */
class VendoredChartLibraryTest
{
    private static final String FOLDER = "/static/vendor/lightweight-charts/";
    private static final String MODULE = "lightweight-charts.standalone.production.mjs";

    @Test
    void shouldMatchItsSums() throws IOException, NoSuchAlgorithmException
    {
        final Map<String, String> sums = new LinkedHashMap<>();
        for (final String line : text(FOLDER + "SHA256SUMS").split("\n"))
        {
            final String[] fields = line.split("  ", 2);
            sums.put(fields[1], fields[0]);
        }

        assertEquals(Set.of("LICENSE", "NOTICE", MODULE), sums.keySet());
        for (final Map.Entry<String, String> sum : sums.entrySet())
        {
            assertEquals(sum.getValue(), HexFormat.of().formatHex(sha256(bytes(FOLDER + sum.getKey()))), sum.getKey());
        }
    }

    @Test
    void shouldCarryItsNoticeOnThePage() throws IOException
    {
        final String page = text("/static/index.html").replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
        final String[] notice = text(FOLDER + "NOTICE").split("\n");

        assertTrue(page.contains(notice[0]), "index.html lacks: " + notice[0]);
        assertTrue(page.contains("Copyright (c) 2026 TradingView, Inc."), "index.html lacks the copyright of NOTICE");
        assertTrue(notice[1].startsWith("Copyright (c) 2026 TradingView, Inc."), notice[1]);
        assertTrue(text("/static/index.html").contains("https://www.tradingview.com/"));
    }

    @Test
    void shouldNameTheStyleOfTheLogoInTheContentSecurityPolicy() throws IOException, NoSuchAlgorithmException
    {
        final Matcher style = Pattern.compile("innerText=\"([^\"]+)\"").matcher(text(FOLDER + MODULE));
        assertTrue(style.find(), "the library styles its logo no longer: take the hash out of index.html");

        final String hash = Base64.getEncoder().encodeToString(sha256(style.group(1).getBytes(StandardCharsets.UTF_8)));
        assertTrue(
            text("/static/index.html").contains("'sha256-" + hash + "'"),
            "index.html must name the style 'sha256-" + hash + "'");
    }

    private static String text(final String resource) throws IOException
    {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(final String resource) throws IOException
    {
        try (InputStream stream = VendoredChartLibraryTest.class.getResourceAsStream(resource))
        {
            assertNotNull(stream, resource);
            return stream.readAllBytes();
        }
    }

    private static byte[] sha256(final byte[] bytes) throws NoSuchAlgorithmException
    {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
