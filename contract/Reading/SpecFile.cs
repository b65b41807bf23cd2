using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace ClickFunnels.Contracts.Reading;

/// <summary>A YAML or JSON file as a tree that knows the line of each of its nodes.</summary>
internal sealed class SpecFile
{
    private readonly Dictionary<JsonNode, SourcePosition> _positions;

    internal SpecFile(string name, JsonObject root, Dictionary<JsonNode, SourcePosition> positions)
    {
        Name = name;
        Root = root;
        _positions = positions;
    }

    /// <summary>Path, as it was given, or address without its query.</summary>
    public string Name { get; }

    public JsonObject Root { get; }

    /// <summary>Gets the position of a node, or of its nearest ancestor with a known position (nulls have none).</summary>
    public SourcePosition PositionOf(string pointer)
    {
        for (var at = pointer; ; at = at[..at.LastIndexOf('/')])
        {
            if (JsonPointer.Find(Root, at) is { } node && _positions.TryGetValue(node, out var position))
            {
                return position;
            }

            if (at.Length == 0)
            {
                return new SourcePosition(1, 1);
            }
        }
    }

    /// <summary>Reads a file, or downloads it from an http(s) address.</summary>
    /// <exception cref="InputException">The file cannot be read, is too large, or is not a YAML or JSON object.</exception>
    public static async Task<SpecFile> LoadAsync(string fileOrAddress, CancellationToken cancellationToken = default)
    {
        var bytes = await SpecSource.ReadAsync(fileOrAddress, cancellationToken);
        return Parse(SpecSource.NameOf(fileOrAddress), bytes);
    }

    /// <summary>Parses text; text that begins with a brace is JSON, everything else is YAML.</summary>
    /// <exception cref="InputException">The text is not a YAML or JSON object.</exception>
    public static SpecFile Parse(string name, ReadOnlyMemory<byte> utf8)
    {
        var text = WithoutByteOrderMark(utf8);
        RefuseOtherEncodings(name, text);
        var start = text.Span.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
        {
            throw new InputException(name, null, "The file is empty.");
        }

        return start[0] == '{' ? JsonTreeReader.Read(name, text) : YamlTreeReader.Read(name, text);
    }

    // Readers would silently replace invalid bytes.
    private static void RefuseOtherEncodings(string name, ReadOnlyMemory<byte> text)
    {
        if (Utf8.IsValid(text.Span))
        {
            return;
        }

        var valid = 0;
        while (Rune.DecodeFromUtf8(text.Span[valid..], out _, out var length) == OperationStatus.Done)
        {
            valid += length;
        }

        throw new InputException(name, new LineIndex(text).PositionOf(valid), "The file is not UTF-8 text.");
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
}
