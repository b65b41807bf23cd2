using ClickFunnels.Contracts.References;

namespace ClickFunnels.Drift.Git;

/// <summary>Follows references of a document in a git revision to files of the same revision, below the folder of the document.</summary>
internal sealed class GitReferenceSource(GitProgram git, GitSpec spec) : ReferenceSource
{
    private readonly string _folder = FolderOf(spec.Path);

    public override string Document => spec.Path;

    public override string Combine(string from, string reference)
    {
        if (HasScheme(reference))
        {
            throw new ReferenceException(
                "is an address, and a document in a git revision may only refer to files. Copy the document beside the file."
            );
        }

        var path = Uri.UnescapeDataString(reference);
        if (path.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0 || path.Contains('\\', StringComparison.Ordinal))
        {
            throw new ReferenceException("is not the name of a file in a git revision. Separate its parts with slashes.");
        }

        if (path[0] == '/')
        {
            throw new ReferenceException("is an absolute path. Use a path relative to the file that has the reference.");
        }

        var parts = new Stack<string>(FolderOf(from)[_folder.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && !parts.TryPop(out _))
            {
                throw new ReferenceException("leads out of the folder of the document. Move the file into the folder.");
            }

            if (part is not ("." or ".."))
            {
                parts.Push(part);
            }
        }

        return _folder + string.Join('/', parts.Reverse());
    }

    public override string NameOf(string document) => $"{spec.Revision}:{document}";

    // The program refuses files that are too large.
    public override Task<ReadOnlyMemory<byte>> ReadAsync(string document, int maxBytes, CancellationToken cancellationToken) =>
        git.ReadFileAsync(spec.Revision, document, cancellationToken);

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];
}
