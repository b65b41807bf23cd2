using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Sync.Imports;

/// <summary>Reads a mapping from a file.</summary>
internal static class MappingFile
{
    private const int MaxBytes = 1024 * 1024;
    private const string Keys = "columns, constants, unknown_columns and list_separator";

    public static ImportMapping Read(string path)
    {
        try
        {
            var file = SpecFile.Parse(path, Bytes(path));
            var mapping = new ImportMapping();
            foreach (var (key, node) in file.Root)
            {
                switch (key)
                {
                    case "columns":
                        Each(
                            file,
                            key,
                            node,
                            (column, field) => _ = field is null ? mapping.Ignore(column) : mapping.Column(column, field)
                        );
                        break;
                    case "constants":
                        Each(
                            file,
                            key,
                            node,
                            (field, value) =>
                                mapping.Constant(field, value ?? throw Error(file, key, $"The constant of '{field}' has no value."))
                        );
                        break;
                    case "unknown_columns":
                        mapping.UnknownColumns =
                            Unknown(Text(file, key, node)) ?? throw Error(file, key, "Expected refuse, ignore or custom_attributes.");
                        break;
                    case "list_separator":
                        mapping.ListSeparator = Text(file, key, node) is [var separator]
                            ? separator
                            : throw Error(file, key, "Expected one character.");
                        break;
                    default:
                        throw Error(file, key, $"'{key}' is not a key of a mapping. It has {Keys}.");
                }
            }

            return mapping;
        }
        catch (InputException exception)
        {
            throw new ImportInputException(
                exception.File,
                exception.Problem,
                exception.Position?.Line,
                exception.Position?.Column,
                exception
            );
        }
    }

    private static byte[] Bytes(string path)
    {
        using var stream = ImportFiles.Open(path);
        try
        {
            if (stream.Length > MaxBytes)
            {
                throw new ImportInputException(path, $"The mapping is larger than {MaxBytes} bytes.");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException exception)
        {
            throw ImportFiles.Unreadable(path, exception);
        }
    }

    private static void Each(SpecFile file, string key, JsonNode? node, Action<string, string?> add)
    {
        foreach (var (name, value) in node as JsonObject ?? throw Error(file, key, "Expected names with values."))
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw Error(file, key, "A name is empty.");
            }

            var text = value is null ? null : Text(file, key, value);
            if (text is not null && string.IsNullOrWhiteSpace(text))
            {
                throw Error(file, key, $"The value of '{name}' is empty.");
            }

            add(name, text);
        }
    }

    private static string Text(SpecFile file, string key, JsonNode? node) =>
        node is JsonValue value ? value.ToString() : throw Error(file, key, "Expected a text.");

    private static UnknownColumns? Unknown(string text) =>
        text switch
        {
            "refuse" => UnknownColumns.Refuse,
            "ignore" => UnknownColumns.Ignore,
            "custom_attributes" => UnknownColumns.CustomAttributes,
            _ => null,
        };

    private static InputException Error(SpecFile file, string key, string problem) =>
        file.Error("/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), problem);
}
