using System.CommandLine;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Git;
using ClickFunnels.Drift.Output;
using ClickFunnels.Drift.Skills;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>skills FOLDER</c>: compares the vendor's instructions for agents with a contract.</summary>
internal static class SkillsCommand
{
    private const string UsualContract = "spec/clickfunnels.yaml";

    public static Command Create(TextWriter output, TextWriter error)
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder with skills: folders that have a SKILL.md." };
        var contract = new Option<string?>("--contract")
        {
            Description =
                $"The contract: a file, an http(s) address, or REV:PATH in git. Default: {UsualContract}, or else the one in the tool.",
            HelpName = "SPEC",
        };
        var lockFile = new Option<string?>("--lock")
        {
            Description = $"File with the digests of the skills that were reviewed. Default: {SkillLock.UsualPath}, if it exists.",
            HelpName = "FILE",
        };
        var update = new Option<bool>("--update")
        {
            Description = "Writes the digests of the skills to the lock file instead of comparing.",
        };
        var digests = new Option<string?>("--digests")
        {
            Description = $"The vendor's digest file. Default: {string.Join(" or ", VendorDigests.UsualNames)} in the folder.",
            HelpName = "FILE",
        };
        var fetch = ReferenceOption.Create();
        var options = new ReportOptions();
        var command = new Command(
            "skills",
            "Compares a folder of Markdown instructions for agents with a contract: new routes, fields and errors, and changed files."
        )
        {
            folder,
            contract,
            lockFile,
            update,
            digests,
            fetch,
        };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(update) && OutputPath.Problem(result.GetValue(lockFile) ?? SkillLock.UsualPath) is { } problem)
            {
                result.AddError($"--lock {result.GetValue(lockFile) ?? SkillLock.UsualPath}: {problem}");
            }
        });
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var request = new SkillsRequest(
                    parsed.GetRequiredValue(folder),
                    parsed.GetValue(contract),
                    parsed.GetValue(lockFile),
                    parsed.GetValue(digests),
                    parsed.GetValue(fetch)
                );
                return parsed.GetValue(update)
                    ? UpdateAsync(request, output, error, ReportOptions.WantsTrace(parsed), cancellationToken)
                    : options.RunAsync(parsed, output, error, token => CompareAsync(request, token), cancellationToken);
            }
        );
        return command;
    }

    private static async Task<Report> CompareAsync(SkillsRequest request, CancellationToken cancellationToken)
    {
        var skills = await SkillFolder.ReadAsync(request.Folder, cancellationToken);
        var digests =
            request.Digests
            ?? VendorDigests
                .UsualNames.Select(name => Path.Join(request.Folder, name))
                .FirstOrDefault(path => new FileInfo(path) is { Exists: true, LinkTarget: null });
        var locked = request.Lock is not null || File.Exists(SkillLock.UsualPath) ? request.Lock ?? SkillLock.UsualPath : null;
        var report = SkillComparison.Compare(
            request.Folder,
            skills,
            await ContractAsync(request, cancellationToken),
            locked is null ? null : await SkillLock.LoadAsync(locked, cancellationToken),
            digests is null ? null : await VendorDigests.LoadAsync(digests, cancellationToken),
            cancellationToken
        );
        return locked is not null
            ? report
            : report with
            {
                Notes =
                [
                    .. report.Notes,
                    $"There is no {SkillLock.UsualPath}, so changes of the skills were not looked for. Write it with --update.",
                ],
            };
    }

    private static async Task<ApiDocument> ContractAsync(SkillsRequest request, CancellationToken cancellationToken) =>
        request.Contract is null && !File.Exists(UsualContract)
            ? ApiDocument.Read(PinnedContract.Read())
            : await GitSpec.LoadAsync(request.Contract ?? UsualContract, request.FetchReferences, cancellationToken);

    private static async Task<int> UpdateAsync(
        SkillsRequest request,
        TextWriter output,
        TextWriter error,
        bool trace,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var skills = await SkillFolder.ReadAsync(request.Folder, cancellationToken);
            var target = request.Lock ?? SkillLock.UsualPath;
            await AtomicFile.WriteAsync(target, SkillLock.Write(skills), overwrite: true, cancellationToken);
            await output.WriteLineAsync(Printable.LogLine($"{target}: {skills.Count} {(skills.Count == 1 ? "skill" : "skills")}."));
            return ExitCode.Clean;
        }
        catch (Exception exception)
        {
            return await ErrorReporter.ReportAsync(exception, error, trace, cancellationToken);
        }
    }

    private sealed record SkillsRequest(string Folder, string? Contract, string? Lock, string? Digests, bool FetchReferences);
}
