package io.gavel.ops.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.agrona.DirectBuffer;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Turns the messages of a schema into words, by the schema itself: whatever it says of its messages is shown without
 * another line of code. What a password is checked by is never shown.
 */
final class MessageSchema
{
    private static final String FOLDER = "/io/gavel/schema/";
    private static final Set<String> SECRETS = Set.of("salt", "storedKey", "serverKey");
    private static final String NOT_SHOWN = "not shown";
    private static final int HEADER_LENGTH = 8;
    private static final int GROUP_HEADER_LENGTH = 4;
    private static final Map<String, Integer> LENGTHS = Map.of("char", 1, "int8", 1, "uint8", 1, "int16", 2,
        "uint16", 2, "int32", 4, "uint32", 4, "int64", 8, "uint64", 8);

    private final Map<Integer, Message> messages = new HashMap<>();
    private final Map<String, Type> types = new HashMap<>();

    /** A type of the schema. */
    private record Type(String primitive, int count, Map<Long, String> names)
    {
        private int length()
        {
            return LENGTHS.get(primitive) * count;
        }
    }

    /** A field at its place. */
    private record Field(String name, Type type, int offset)
    {
    }

    /** What follows the fixed part: a group of rows, or bytes. */
    private record Part(String name, boolean isGroup, List<Field> fields)
    {
    }

    /** A message. */
    private record Message(String name, List<Field> fields, List<Part> parts)
    {
    }

    private MessageSchema()
    {
        LENGTHS.forEach((name, length) -> types.put(name, new Type(name, 1, Map.of())));
    }

    /**
     * Reads a schema of this build.
     *
     * @param file its name.
     * @return the schema.
     */
    static MessageSchema load(final String file)
    {
        try
        {
            final MessageSchema schema = new MessageSchema();
            schema.readTypes(parse("types.xml"));
            final Element root = parse(file);
            for (final Element message : children(root, "sbe:message"))
            {
                final List<Field> fields = schema.fields(message);
                final List<Part> parts = new ArrayList<>();
                for (final Element part : children(message, null))
                {
                    if ("group".equals(part.getTagName()) || "data".equals(part.getTagName()))
                    {
                        parts.add(new Part(
                            part.getAttribute("name"), "group".equals(part.getTagName()), schema.fields(part)));
                    }
                }
                schema.messages.put(Integer.parseInt(message.getAttribute("id")),
                    new Message(message.getAttribute("name"), fields, parts));
            }
            return schema;
        }
        catch (final IOException | ParserConfigurationException | SAXException e)
        {
            throw new IllegalStateException("schema " + file + " of this build cannot be read: " + e.getMessage(), e);
        }
    }

    private static Element parse(final String file) throws IOException, ParserConfigurationException, SAXException
    {
        try (InputStream stream = MessageSchema.class.getResourceAsStream(FOLDER + file))
        {
            if (null == stream)
            {
                throw new IOException("no such resource");
            }
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
        }
    }

    private static List<Element> children(final Element parent, final String name)
    {
        final List<Element> found = new ArrayList<>();
        for (Node at = parent.getFirstChild(); null != at; at = at.getNextSibling())
        {
            if (at instanceof Element element && (null == name || name.equals(element.getTagName())))
            {
                found.add(element);
            }
        }
        return found;
    }

    private void readTypes(final Element root)
    {
        for (final Element type : children(root, "type"))
        {
            final String length = type.getAttribute("length");
            types.put(type.getAttribute("name"), new Type(type.getAttribute("primitiveType"),
                length.isEmpty() ? 1 : Integer.parseInt(length), Map.of()));
        }
        for (final Element type : children(root, "enum"))
        {
            final Map<Long, String> names = new HashMap<>();
            for (final Element value : children(type, "validValue"))
            {
                names.put(Long.parseLong(value.getTextContent().strip()), value.getAttribute("name"));
            }
            types.put(type.getAttribute("name"), new Type(type.getAttribute("encodingType"), 1, names));
        }
    }

    private List<Field> fields(final Element parent)
    {
        final List<Field> fields = new ArrayList<>();
        int offset = 0;
        for (final Element field : children(parent, "field"))
        {
            final Type type = types.get(field.getAttribute("type"));
            fields.add(new Field(field.getAttribute("name"), type, offset));
            offset += type.length();
        }
        return fields;
    }

    /**
     * The name of a message.
     *
     * @param templateId of it.
     * @return null where the schema has none.
     */
    String name(final int templateId)
    {
        final Message message = messages.get(templateId);
        return null == message ? null : message.name;
    }

    /**
     * Puts a message into words.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @param length of it, bytes.
     * @return its fields by name, or null where it is none of the schema or not whole.
     */
    ObjectNode read(final DirectBuffer buffer, final int offset, final int length)
    {
        final int blockLength = length < HEADER_LENGTH ? 0 : uint16(buffer, offset);
        final Message message = length < HEADER_LENGTH ? null : messages.get(uint16(buffer, offset + 2));
        if (null == message || blockLength > length - HEADER_LENGTH)
        {
            return null;
        }
        final ObjectNode document = Output.object();
        put(document, message.fields, buffer, offset + HEADER_LENGTH, blockLength);
        final int end = offset + length;
        int at = offset + HEADER_LENGTH + blockLength;
        for (final Part part : message.parts)
        {
            if (end - at < GROUP_HEADER_LENGTH)
            {
                return null;
            }
            final int rowLength = part.isGroup ? uint16(buffer, at) : 1;
            final int rows = part.isGroup ? uint16(buffer, at + 2) : buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
            at += GROUP_HEADER_LENGTH;
            if (rows < 0 || (long)rowLength * rows > end - at)
            {
                return null;
            }
            if (part.isGroup)
            {
                final ArrayNode array = document.putArray(part.name);
                for (int i = 0; i < rows; i++)
                {
                    put(array.addObject(), part.fields, buffer, at + i * rowLength, rowLength);
                }
            }
            else
            {
                document.put(part.name, rows + " bytes");
            }
            at += rowLength * rows;
        }
        return at == end ? document : null;
    }

    // A field that the message's version did not have lies beyond its block.
    private static void put(
        final ObjectNode document,
        final List<Field> fields,
        final DirectBuffer buffer,
        final int offset,
        final int blockLength)
    {
        for (final Field field : fields)
        {
            if (field.offset + field.type.length() > blockLength)
            {
                return;
            }
            put(document, field, buffer, offset + field.offset);
        }
    }

    private static void put(
        final ObjectNode document, final Field field, final DirectBuffer buffer, final int offset)
    {
        final Type type = field.type;
        if (SECRETS.contains(field.name))
        {
            document.put(field.name, NOT_SHOWN);
        }
        else if ("char".equals(type.primitive))
        {
            final byte[] bytes = new byte[type.count];
            buffer.getBytes(offset, bytes);
            final String text = new String(bytes, StandardCharsets.US_ASCII);
            final int end = text.indexOf(0);
            document.put(field.name, end < 0 ? text : text.substring(0, end));
        }
        else if (type.count > 1)
        {
            document.put(field.name, type.count + " bytes");
        }
        else
        {
            final long value = number(type.primitive, buffer, offset);
            final String name = type.names.get(value);
            if (null != name)
            {
                document.put(field.name, name);
            }
            else if (!type.names.isEmpty())
            {
                document.putNull(field.name);
            }
            else if (Long.MIN_VALUE != value)
            {
                document.put(field.name, value);
            }
        }
    }

    private static long number(final String primitive, final DirectBuffer buffer, final int offset)
    {
        return switch (primitive)
        {
            case "int8" -> buffer.getByte(offset);
            case "uint8" -> buffer.getByte(offset) & 0xFF;
            case "int16" -> buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN);
            case "uint16" -> uint16(buffer, offset);
            case "int32" -> buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
            case "uint32" -> buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
            default -> buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        };
    }

    private static int uint16(final DirectBuffer buffer, final int offset)
    {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
