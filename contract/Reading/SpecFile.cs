using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ClickFunnels.Contracts.References;

namespace ClickFunnels.Contracts.Reading;

/// <summary>A YAML or JSON file as a tree that knows the line of each of its nodes.</summary>
internal sealed class SpecFile
{
    private readonly Dictionary<JsonNode, SourcePosition> _positions;
    private readonly Dictionary<JsonNode, SourceLocation> _moved = new(ReferenceEqualityComparer.Instance);

    private readonly KeyPositions? _keys;

    internal SpecFile(string name, JsonObject root, Dictionary<JsonNode, SourcePosition> positions, KeyPositions? keys = null)
    {
        Name = name;
        Root = root;
        _positions = positions;
        _keys = keys;
    }

    /// <summary>Path, as it was given, or address without its query.</summary>
    public string Name { get; }

    public JsonObject Root { get; }

    /// <summary>Gets the position of a node, or of its nearest ancestor with a known position (nulls have none).</summary>
    public SourcePosition PositionOf(string pointer) => LocationOf(pointer).Position;

    /// <summary>
    /// Gets the file and the position of a node, or of its nearest ancestor with a known position. The file is another one for a node that
    /// an external reference led to.
    /// </summary>
    public SourceLocation LocationOf(string pointer)
    {
        for (var at = pointer; ; at = at[..at.LastIndexOf('/')])
        {
            if (JsonPointer.Find(Root, at) is { } node && LocationOf(node) is { } location)
            {
                return location;
            }

            if (at.Length == 0 || at[0] != '/')
            {
                return new SourceLocation(Name, new SourcePosition(1, 1));
            }
        }
    }

    /// <summary>
    /// Gets the position of the key of a node in its mapping, if the file was parsed with the positions of its keys; else that of the node.
    /// </summary>
    public SourcePosition KeyPositionOf(string pointer)
    {
        var end = pointer.LastIndexOf('/');
        return
            end >= 0
            && JsonPointer.Find(Root, pointer[..end]) is JsonObject map
            && _keys?.Of(map, JsonPointer.Unescape(pointer[(end + 1)..])) is { } position
            ? position
            : PositionOf(pointer);
    }

    /// <summary>Creates an error at a node.</summary>
    public InputException Error(string pointer, string problem)
    {
        var (file, position) = LocationOf(pointer);
        return new InputException(file, position, problem);
    }

    /// <summary>Copies a node, and remembers the positions of the original for the copy.</summary>
    internal JsonNode Adopt(SpecFile source, JsonNode original)
    {
        var copy = original.DeepClone();
        Remember(source, original, copy);
        return copy;
    }

    /// <summary>Gives a new node the position of another one.</summary>
    internal void Locate(JsonNode node, JsonNode like)
    {
        if (LocationOf(like) is { } location)
        {
            _moved[node] = location;
        }
    }

    /// <summary>Reads a file with the files that its references lead to, or downloads it from an http(s) address.</summary>
    /// <param name="fileOrAddress">A path, or an address.</param>
    /// <param name="fetchReferences">True to download what references of an address lead to.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InputException">The file cannot be read, is too large, or is not a YAML or JSON object.</exception>
    public static async Task<SpecFile> LoadAsync(
        string fileOrAddress,
        bool fetchReferences = false,
        CancellationToken cancellationToken = default
    )
    {
        var bytes = await SpecSource.ReadAsync(fileOrAddress, cancellationToken);
        return await LoadAsync(bytes, ReferenceSource.Of(fileOrAddress, fetchReferences), cancellationToken);
    }

    /// <summary>Parses a document, and reads what its references lead to.</summary>
    /// <param name="utf8">The text of the document.</param>
    /// <param name="source">Reads the other documents.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InputException">A document cannot be read, is too large, or is not a YAML or JSON object.</exception>
    public static async Task<SpecFile> LoadAsync(ReadOnlyMemory<byte> utf8, ReferenceSource source, CancellationToken cancellationToken)
    {
        var file = Parse(source.NameOf(source.Document), utf8);
        await ExternalReferences.ResolveAsync(file, source, cancellationToken);
        return file;
    }

    /// <summary>
    /// Parses text; text that begins with a brace is JSON, unless it is not and the file is called <c>.yaml</c>; everything else is YAML.
    /// </summary>
    /// <param name="name">Name of the file in errors.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="maxNodes">Number of values that are allowed.</param>
    /// <param name="keys">Gets the positions of the keys; null if nobody needs them.</param>
    /// <exception cref="InputException">The text is not a YAML or JSON object.</exception>
    public static SpecFile Parse(string name, ReadOnlyMemory<byte> utf8, int maxNodes = TreeLimits.MaxNodes, KeyPositions? keys = null)
    {
        var text = WithoutByteOrderMark(utf8);
        RefuseOtherEncodings(name, text);
        var start = text.Span.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
        {
            throw new InputException(name, null, "The file is empty.");
        }

        if (start[0] != '{')
        {
            return YamlTreeReader.Read(name, text, maxNodes, keys);
        }

        try
        {
            return JsonTreeReader.Read(name, text, maxNodes, keys);
        }
        catch (InputException) when (IsYaml(name))
        {
            // {type: object} is YAML, too.
            return YamlTreeReader.Read(name, text, maxNodes, keys);
        }
    }

    /// <summary>Gets the location of a node of this file or of a copy in it; null if it is not known.</summary>
    internal SourceLocation? LocationOf(JsonNode node) =>
        _moved.TryGetValue(node, out var moved) ? moved
        : _positions.TryGetValue(node, out var position) ? new SourceLocation(Name, position)
        : null;

    private void Remember(SpecFile source, JsonNode original, JsonNode copy)
    {
        if (source.LocationOf(original) is { } location)
        {
            _moved[copy] = location;
        }

        switch (original)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    if (value is not null)
                    {
                        Remember(source, value, copy[key]!);
                    }
                }

                break;
            case JsonArray list:
                foreach (var (index, item) in list.Index())
                {
                    if (item is not null)
                    {
                        Remember(source, item, copy[index]!);
                    }
                }

                break;
        }
    }

    private static bool IsYaml(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

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
