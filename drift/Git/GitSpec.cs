using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Git;

/// <summary>A file in a git revision, written as git does: <c>origin/main:spec/x.yaml</c>, from the root of the repository.</summary>
/// <param name="Revision">A branch, tag, commit or other expression for one.</param>
/// <param name="Path">The path, with slashes. It begins with <c>./</c> if it is relative to the current folder.</param>
internal sealed partial record GitSpec(string Revision, string Path)
{
    /// <summary>Parses an input; null if it is a file or an address.</summary>
    public static GitSpec? Parse(string input)
    {
        // A revision has at least two characters here, so that the drive of a path such as C:\x.yaml or C:x.yaml is not one.
        if (Form().Match(input) is not { Success: true } match || File.Exists(input) || input.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        return new GitSpec(match.Groups["revision"].Value, match.Groups["path"].Value);
    }

    /// <summary>Loads a contract from a git revision, a file or an address.</summary>
    /// <param name="input">The revision, file or address.</param>
    /// <param name="fetchReferences">True to download what references of an address lead to.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InputException">The contract cannot be read.</exception>
    public static async Task<ApiDocument> LoadAsync(string input, bool fetchReferences, CancellationToken cancellationToken)
    {
        if (Parse(input) is not { } spec)
        {
            return await ApiDocument.LoadAsync(input, fetchReferences, cancellationToken);
        }

        return ReadDocument(input, await GitProgram.InCurrentFolder().ReadFileAsync(spec.Revision, spec.Path, cancellationToken));
    }

    /// <summary>Reads a document of a revision.</summary>
    /// <exception cref="InputException">It is not an OpenAPI document, or refers to other files.</exception>
    public static ApiDocument ReadDocument(string name, ReadOnlyMemory<byte> utf8)
    {
        var file = SpecFile.Parse(name, utf8);
        foreach (var (reference, pointer) in ExternalReferenceFinder.In(file.Root))
        {
            throw new InputException(
                file.Name,
                file.PositionOf(pointer),
                $"The reference \"{reference}\" leads to another document, and references of documents in a git revision are not "
                    + "followed. Check the revision out, and compare the files."
            );
        }

        return ApiDocument.Read(file);
    }

    [GeneratedRegex(@"\A(?<revision>[^:\x00-\x1f]{2,}):(?<path>[^:\x00-\x1f\\][^\x00-\x1f]*)\z")]
    private static partial Regex Form();
}
