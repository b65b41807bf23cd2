using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.References;

/// <summary>Says which documents the references of a document may lead to, and reads them.</summary>
internal abstract class ReferenceSource
{
    /// <summary>Gets the source for the references of a document.</summary>
    /// <param name="fileOrAddress">The document: a path, or an http(s) address.</param>
    /// <param name="fetch">True to download documents of the same origin, for a document from an address.</param>
    public static ReferenceSource Of(string fileOrAddress, bool fetch) =>
        SpecSource.Address(fileOrAddress) is { } address
            ? new AddressReferenceSource(address, fetch)
            : new FileReferenceSource(fileOrAddress);

    /// <summary>Gets the name of the document itself.</summary>
    public abstract string Document { get; }

    /// <summary>Gets the name of the document that a reference leads to, without its fragment.</summary>
    /// <param name="from">The document with the reference.</param>
    /// <param name="reference">The reference without its fragment; not empty.</param>
    /// <exception cref="ReferenceException">The document must not be read.</exception>
    public abstract string Combine(string from, string reference);

    /// <summary>Gets the name for people.</summary>
    public abstract string NameOf(string document);

    /// <summary>Reads a document.</summary>
    /// <exception cref="InputException">The document cannot be read or is too large.</exception>
    public abstract Task<ReadOnlyMemory<byte>> ReadAsync(string document, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Returns true if a reference begins with a scheme such as <c>https:</c>.</summary>
    protected static bool HasScheme(string reference)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(reference[0]) && reference.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
    );
}

/// <summary>A reference must not be followed. The message says why and how to fix it.</summary>
internal sealed class ReferenceException(string problem) : Exception(problem);

/// <summary>Follows references of a file to other files below its folder.</summary>
internal sealed class FileReferenceSource : ReferenceSource
{
    private const int MaxLinks = 20;
    private readonly string _given;
    private readonly string _folder;
    private readonly Lazy<string> _realFolder;

    public FileReferenceSource(string path)
    {
        _given = path;
        Document = Path.GetFullPath(path);
        _folder = Path.GetDirectoryName(Document) ?? Document;
        _realFolder = new Lazy<string>(() => RealPath(_folder));
    }

    public override string Document { get; }

    public override string Combine(string from, string reference)
    {
        if (HasScheme(reference))
        {
            throw new ReferenceException("is an address, and a file may only refer to files. Copy the document beside the file.");
        }

        var path = Uri.UnescapeDataString(reference);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ReferenceException("is not the name of a file.");
        }

        if (Path.IsPathRooted(path) || path[0] is '/' or '\\')
        {
            throw new ReferenceException("is an absolute path. Use a path relative to the file that has the reference.");
        }

        var full = Path.GetFullPath(path, Path.GetDirectoryName(from) ?? _folder);
        if (!IsBelow(full, _folder))
        {
            throw new ReferenceException("leads out of the folder of the document. Move the file into the folder.");
        }

        if (File.Exists(full) && !IsBelow(RealPath(full), _realFolder.Value))
        {
            throw new ReferenceException("leads out of the folder of the document by a symbolic link. Move the file into the folder.");
        }

        return full;
    }

    // As the user gave the path of the document: relative paths stay relative.
    public override string NameOf(string document) =>
        document == Document ? _given : Path.Join(Path.GetDirectoryName(_given), Path.GetRelativePath(_folder, document));

    public override Task<ReadOnlyMemory<byte>> ReadAsync(string document, int maxBytes, CancellationToken cancellationToken) =>
        SpecSource.ReadAsync(document, cancellationToken, maxBytes);

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // Each part of a path may be a link, and so may each part of its target.
    private static string RealPath(string path, int depth = 0)
    {
        if (depth > MaxLinks)
        {
            throw new ReferenceException("has too many symbolic links.");
        }

        var root = Path.GetPathRoot(path) ?? "";
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Join(real, part);
            try
            {
                FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
                if (entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
                {
                    real = RealPath(target.FullName, depth + 1);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new ReferenceException($"cannot be read: {exception.Message}");
            }
        }

        return real;
    }
}

/// <summary>Follows references of an address to documents of the same origin, if the user asked for it.</summary>
internal sealed class AddressReferenceSource(Uri address, bool fetch) : ReferenceSource
{
    public override string Document { get; } = address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    public override string Combine(string from, string reference)
    {
        if (!Uri.TryCreate(new Uri(from), reference, out var target) || target.Scheme is not ("http" or "https"))
        {
            throw new ReferenceException("is not an http(s) address.");
        }

        if (Uri.Compare(target, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw new ReferenceException("leads to another host. Only documents of the same host are downloaded.");
        }

        var name = target.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return fetch || name == Document
            ? name
            : throw new ReferenceException(
                "leads to another document. Use --fetch-references to download documents of the same host, or download all of them first."
            );
    }

    public override string NameOf(string document) => SpecSource.NameOf(document);

    public override Task<ReadOnlyMemory<byte>> ReadAsync(string document, int maxBytes, CancellationToken cancellationToken) =>
        SpecSource.ReadAsync(document, cancellationToken, maxBytes, followRedirects: false);
}
