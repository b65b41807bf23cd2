using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>The downloadable files inside a product.</summary>
internal static class FileRules
{
    private static readonly (string Kind, string Extension, string MimeType)[] Types =
    [
        ("audio", "mp3", "audio/mpeg"),
        ("audio", "wav", "audio/wav"),
        ("audio", "m4a", "audio/mp4"),
        ("video", "mp4", "video/mp4"),
        ("video", "webm", "video/webm"),
        ("video", "mov", "video/quicktime"),
        ("document", "pdf", "application/pdf"),
        ("document", "epub", "application/epub+zip"),
        ("document", "txt", "text/plain"),
        ("document", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("document", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("image", "png", "image/png"),
        ("image", "jpg", "image/jpeg"),
        ("image", "jpeg", "image/jpeg"),
        ("image", "gif", "image/gif"),
        ("image", "webp", "image/webp"),
        ("image", "svg", "image/svg+xml"),
        ("archive", "zip", "application/zip"),
        ("archive", "gz", "application/gzip"),
        ("archive", "rar", "application/vnd.rar"),
    ];

    /// <summary>Derives kind and metadata from the addresses, and completes the rows.</summary>
    [Behavior("kind and metadata.extension come from the address of a file", Evidence.Documented, "vendor documentation, products")]
    [Behavior(
        "size is 0 and the type is guessed from the extension, as the emulator fetches no file",
        Evidence.Assumed,
        "the emulator's own rule"
    )]
    [Behavior("The first file of a purpose is the primary one unless another is", Evidence.Assumed, "not published")]
    public static void Complete(JsonObject draft)
    {
        var seen = new HashSet<string>();
        foreach (var (index, file) in draft.Objects("product_files").Index())
        {
            var extension = Extension(file.Text("file") ?? "");
            var known = Array.Find(Types, type => type.Extension == extension);
            file["kind"] = known.Kind ?? "file";
            file["sort_order"] ??= (long)index;
            file["is_primary"] ??= seen.Add(file.Text("purpose") ?? "") && !IsPrimaryTaken(draft, file);
            file["metadata"] ??= new JsonObject
            {
                ["mime_type"] = known.MimeType,
                ["size"] = 0L,
                ["checksum"] = null,
                ["extension"] = extension,
            };
        }
    }

    /// <summary>The media type of a file by its name; null if it is unknown.</summary>
    public static string? MimeType(string name) => Array.Find(Types, type => type.Extension == Extension(name)).MimeType;

    /// <summary>The extension of a file in lower case; empty if there is none.</summary>
    public static string Extension(string address)
    {
        var path = address.Split('?', '#')[0];
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return dot < 0 ? "" : name[(dot + 1)..].ToLowerInvariant();
    }

    private static bool IsPrimaryTaken(JsonObject draft, JsonObject file) =>
        draft.Objects("product_files").Any(other => other.Flag("is_primary") && other.Text("purpose") == file.Text("purpose"));
}
