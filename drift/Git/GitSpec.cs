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

        return await spec.ReadAsync(GitProgram.InCurrentFolder(), cancellationToken);
    }

    /// <summary>Reads the contract, with the files of the same revision that its references lead to.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="InputException">The contract cannot be read.</exception>
    public async Task<ApiDocument> ReadAsync(GitProgram git, CancellationToken cancellationToken)
    {
        var source = new GitReferenceSource(git, this);
        var bytes = await git.ReadFileAsync(Revision, Path, cancellationToken);
        return ApiDocument.Read(await SpecFile.LoadAsync(bytes, source, cancellationToken));
    }

    [GeneratedRegex(@"\A(?<revision>[^:\x00-\x1f]{2,}):(?<path>[^:\x00-\x1f\\][^\x00-\x1f]*)\z")]
    private static partial Regex Form();
}
