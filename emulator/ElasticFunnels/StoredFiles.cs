using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Files and folders of a brand. The emulator keeps their names and sizes, not their content.</summary>
[Resource("StoredFile")]
internal sealed class StoredFiles(RecordStore store) : ResourceBehavior(store)
{
    private const string Path = "BrowsePath";
    private const string Folder = "IsDirectory";
    private const int MaximumFiles = 20;
    private const long MaximumSize = 10 * 1024 * 1024;
    private const string MediaFolder = "media";

    private static readonly string[] AllowedTypes =
    [
        "image/",
        "video/mp4",
        "video/webm",
        "video/quicktime",
        "font/",
        "text/css",
        "text/javascript",
        "text/plain",
        "application/json",
        "application/javascript",
        "application/pdf",
        "audio/",
    ];

    [Operation("listStoredFiles")]
    [Behavior(
        "extensions is a list joined by commas; folders are not narrowed by it",
        Evidence.Documented,
        "vendor documentation, file manager; folders are assumed"
    )]
    public override Predicate<Record>? Narrow(Call call) =>
        call.Query.One("extensions") is { } text
            ? record =>
                record.Flag(Folder)
                || text.Split(',', StringSplitOptions.TrimEntries)
                    .Contains(FileRules.Extension(record.Text(Path) ?? ""), StringComparer.OrdinalIgnoreCase)
            : null;

    [Behavior("Folders come first, then the newest file", Evidence.Documented, "vendor documentation, file manager")]
    public override Comparison<Record> Order(Call call) =>
        (one, other) =>
            one.Flag(Folder) != other.Flag(Folder)
                ? other.Flag(Folder).CompareTo(one.Flag(Folder))
                : Amounts.Compare(other, one, "LastChanged");

    /// <summary>The address of a file.</summary>
    [Behavior(
        "The address of a file is cdn.elasticfunnels.io/BRAND/assets/PATH",
        Evidence.Documented,
        "vendor documentation, file manager"
    )]
    public static string Address(long brand, string path) =>
        string.Create(CultureInfo.InvariantCulture, $"https://cdn.elasticfunnels.io/{brand}/assets/{path}");

    [Operation("uploadFile")]
    [Behavior("One upload returns 201 with file_path and no address", Evidence.Documented, "vendor documentation, file manager")]
    [Behavior("A type that is not allowed returns 422", Evidence.Assumed, "the documentation lists the types")]
    public static OperationResult? Upload(Call call, Record? member)
    {
        var file = call.Files.FirstOrDefault(one => one.Field == "file");
        call.Problems.Require(file is not null, "file can't be blank", "file");
        call.Problems.Require(file is null || IsAllowed(TypeOf(file)), "The file must be a file of an allowed type.", "file");
        var folder = FolderOf(call);
        call.Problems.ThrowIfAny();
        var path = Join(folder, NameOf(call.Sent.Text("custom_filename")) ?? file!.Name);
        Save(call, path, file!.Size);
        return new OperationResult(
            new JsonObject
            {
                ["HttpCode"] = 201L,
                ["Message"] = "File Uploaded.",
                ["file_path"] = string.Create(CultureInfo.InvariantCulture, $"ef-files/{call.WorkspaceId}/assets/{path}"),
            }
        );
    }

    [Operation("uploadFiles")]
    [Behavior(
        "A bulk upload returns 200 also when files fail, and says so for each",
        Evidence.Documented,
        "vendor documentation, file manager"
    )]
    [Behavior(
        "More than 20 files return 422 with errors and no message; a file has at most 10 MB",
        Evidence.Documented,
        "vendor documentation, file manager"
    )]
    public static OperationResult? UploadMany(Call call, Record? member)
    {
        var files = call.Files.Where(one => one.Field == "files[]").ToList();
        if (files.Count > MaximumFiles)
        {
            throw ElasticFunnelsPlatform.OnlyErrors(422, "files", "A maximum of 20 files can be uploaded in a single request.");
        }

        call.Problems.Require(files.Count > 0, "files can't be blank", "files");
        var folder = FolderOf(call);
        call.Problems.ThrowIfAny();
        var names = call.Sent.Items("filenames[]").Select(name => NameOf(name?.ToString())).ToList();
        var entries = new JsonArray([
            .. files.Select((file, index) => (JsonNode)SaveOne(call, file, Join(folder, names.ElementAtOrDefault(index) ?? file.Name))),
        ]);
        var failed = entries.Count(entry => entry!["status"]!.ToString() == "failed");
        return new OperationResult(
            new JsonObject
            {
                ["summary"] = new JsonObject
                {
                    ["total"] = (long)entries.Count,
                    ["uploaded"] = (long)(entries.Count - failed),
                    ["failed"] = (long)failed,
                },
                ["files"] = entries,
            }
        );
    }

    [Operation("fileExists")]
    [Behavior("exists says whether a file is in a folder", Evidence.Documented, "vendor documentation, file manager")]
    public static OperationResult? Exists(Call call, Record? member)
    {
        var body = Read(call);
        var path = Join(body.Text("path")?.Trim('/') ?? "", body.Text("filename")!);
        return new OperationResult(new JsonObject { ["exists"] = At(call, path) is not null });
    }

    [Operation("listAssets")]
    [Behavior(
        "Assets are the files without folders; updated_after finds those that changed later",
        Evidence.Documented,
        "vendor documentation, file manager"
    )]
    public static OperationResult? Assets(Call call, Record? member)
    {
        var after = DateTimeOffset.TryParse(
            call.Query.One("updated_after"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? call.Platform.Time(time)
            : "";
        return new OperationResult(
            new JsonArray([
                .. Files(call)
                    .Where(file => string.CompareOrdinal(file.Text("LastChanged"), after) > 0)
                    .Select(file => new JsonObject
                    {
                        ["id"] = file.Id,
                        ["file_name"] = file.Text("ObjectName"),
                        ["file_path"] = file.Text(Path),
                        ["updated_at"] = file.Text("LastChanged"),
                    }),
            ])
        );
    }

    [Operation("listCatalogImages")]
    [Behavior("POST files lists the images, and takes no file", Evidence.Documented, "vendor documentation, file manager")]
    public static OperationResult? Images(Call call, Record? member) =>
        new(new JsonArray([.. Files(call).Where(file => IsImage(file.Text(Path)!)).Select(file => (JsonNode)Image(file.Text("src")!))]));

    [Operation("uploadCatalogImages")]
    [Behavior("The older upload takes images only, and stores them in media", Evidence.Documented, "vendor documentation, file manager")]
    public static OperationResult? UploadImages(Call call, Record? member)
    {
        var files = call.Files.Where(one => one.Field == "files[]").ToList();
        call.Problems.Require(files.Count > 0, "files can't be blank", "files");
        call.Problems.Require(
            files.TrueForAll(file => TypeOf(file).StartsWith("image/", StringComparison.Ordinal)),
            "The files must be images.",
            "files"
        );
        call.Problems.ThrowIfAny();
        return new OperationResult(
            new JsonArray([.. files.Select(file => (JsonNode)Image(Save(call, Join(MediaFolder, file.Name), file.Size).Text("src")!))])
        );
    }

    [Operation("deleteFile")]
    [Behavior(
        "media, products, the root and paths outside cannot be deleted; an unknown file is an error",
        Evidence.Documented,
        "vendor documentation, file manager"
    )]
    [Behavior(
        "These errors are 422, and 404 for an unknown file; errors.message is a text",
        Evidence.Assumed,
        "the statuses are not published"
    )]
    public static OperationResult? DeleteFile(Call call, Record? member)
    {
        var path = Read(call).Text("path")!.Trim('/');
        if (path.Split('/').Contains(".."))
        {
            throw Refusal(422, "Invalid path: Cannot access files outside of brand assets folder");
        }

        if (path.Length == 0 || path is MediaFolder or "products" || path.StartsWith("products/", StringComparison.Ordinal))
        {
            throw Refusal(422, $"Cannot delete {(path.Length == 0 ? "root" : path.Split('/')[0])} folder");
        }

        var found = call.InWorkspace("StoredFile").Where(one => IsAtOrBelow(one.Text(Path)!, path)).ToList();
        if (found.Count == 0)
        {
            throw Refusal(404, "File not found");
        }

        found.ForEach(call.Store.Remove);
        return new OperationResult(new JsonObject { ["HttpCode"] = 200L, ["Message"] = "File Deleted Successfully." });
    }

    [Operation("renameFile")]
    [Behavior(
        "new_name is a name without a path (422 with errors and no message)",
        Evidence.Documented,
        "vendor documentation, file manager"
    )]
    public static OperationResult? Rename(Call call, Record? member)
    {
        var body = Read(call);
        var (old, name) = (body.Text("path")!.Trim('/'), body.Text("new_name")!);
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0 || name is "." or "..")
        {
            throw ElasticFunnelsPlatform.OnlyErrors(422, "new_name", "new_name must be a filename only, not a path.");
        }

        var file = At(call, old) ?? throw Refusal(404, "File not found");
        var path = Join(old.Contains('/', StringComparison.Ordinal) ? old[..old.LastIndexOf('/')] : "", name);
        call.Edit(file).With(Describe(call, path, file.Number("sizeBytes") ?? 0));
        return new OperationResult(
            new JsonObject
            {
                ["success"] = true,
                ["old_path"] = old,
                ["new_path"] = path,
                ["url"] = Address(call.WorkspaceId, path),
            }
        );
    }

    [Operation("createFolder")]
    [Behavior(
        "A folder has a name of lower-case letters, digits, - and _, and must be new (422 with errors and no message)",
        Evidence.Documented,
        "vendor documentation, file manager"
    )]
    public static OperationResult? CreateFolder(Call call, Record? member)
    {
        var body = Read(call);
        var name = body.Text("name")!;
        if (!name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_'))
        {
            throw ElasticFunnelsPlatform.OnlyErrors(
                422,
                "name",
                "Folder name can only contain letters, numbers, underscores, and hyphens."
            );
        }

        var path = Join(body.Text("path")!.Trim('/'), name) + "/";
        if (At(call, path) is not null)
        {
            throw ElasticFunnelsPlatform.OnlyErrors(422, "name", "Folder already exists");
        }

        call.Insert(
            "StoredFile",
            new JsonObject
            {
                ["ObjectName"] = name,
                [Folder] = true,
                ["type"] = "folder",
                [Path] = path,
                ["Length"] = "0 KB",
                ["sizeBytes"] = 0L,
                ["LastChanged"] = call.Now,
            }
        );
        return new OperationResult(ElasticFunnelsPlatform.Message("Folder created successfully."));
    }

    private static JsonObject SaveOne(Call call, SentFile file, string path)
    {
        var entry = new JsonObject { ["filename"] = path[(path.LastIndexOf('/') + 1)..], ["status"] = "failed" };
        if (!IsAllowed(TypeOf(file)))
        {
            entry["error"] = $"MIME type \"{TypeOf(file)}\" is not allowed";
        }
        else if (file.Size > MaximumSize)
        {
            entry["error"] = "The file is larger than 10 MB";
        }
        else
        {
            entry["status"] = "uploaded";
            entry["url"] = Save(call, path, file.Size).Text("src");
            entry["size"] = file.Size;
            entry["mime_type"] = TypeOf(file);
        }

        return entry;
    }

    private static Record Save(Call call, string path, long size)
    {
        var fields = Describe(call, path, size);
        if (At(call, path) is { } known)
        {
            call.Edit(known).With(fields);
            return known;
        }

        return call.Insert("StoredFile", fields);
    }

    private static JsonObject Describe(Call call, string path, long size) =>
        new()
        {
            ["ObjectName"] = path[(path.LastIndexOf('/') + 1)..],
            [Folder] = false,
            ["type"] = "file",
            [Path] = path,
            ["src"] = Address(call.WorkspaceId, path),
            ["Length"] = string.Create(CultureInfo.InvariantCulture, $"{size / 1024.0:0.##} KB"),
            ["sizeBytes"] = size,
            ["LastChanged"] = call.Now,
        };

    private static JsonObject Read(Call call)
    {
        var body = call.ReadBody();
        call.Problems.ThrowIfAny();
        return body;
    }

    private static string FolderOf(Call call)
    {
        var folder = call.Sent.Text("path")?.Trim('/') ?? "";
        call.Problems.Require(!folder.Split('/').Contains(".."), "The path is invalid.", "path");
        return folder;
    }

    private static string? NameOf(string? name) => string.IsNullOrWhiteSpace(name) ? null : name[(name.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static IEnumerable<Record> Files(Call call) => call.InWorkspace("StoredFile").Where(one => !one.Flag(Folder));

    private static Record? At(Call call, string path) => call.InWorkspace("StoredFile").FirstOrDefault(one => one.Text(Path) == path);

    private static bool IsAtOrBelow(string path, string folder) =>
        path.TrimEnd('/') == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static string TypeOf(SentFile file) =>
        file.ContentType is { Length: > 0 } type and not "application/octet-stream"
            ? type.Split(';')[0].Trim()
            : FileRules.MimeType(file.Name) ?? "application/octet-stream";

    private static bool IsAllowed(string type) =>
        Array.Exists(AllowedTypes, allowed => type.StartsWith(allowed, StringComparison.OrdinalIgnoreCase));

    private static bool IsImage(string path) => FileRules.MimeType(path)?.StartsWith("image/", StringComparison.Ordinal) == true;

    private static JsonObject Image(string address) => new JsonObject { ["src"] = address, ["type"] = "image" };

    private static ApiProblem Refusal(int status, string message) =>
        ApiProblem.Exact(status, new JsonObject { ["errors"] = new JsonObject { ["message"] = message } });
}
