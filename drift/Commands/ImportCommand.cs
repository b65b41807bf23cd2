using System.CommandLine;
using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Generated;
using ClickFunnels.Drift.Import;
using ClickFunnels.Drift.Import.Merge;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>import VENDOR</c>: merges the vendor's published document into our contract.</summary>
internal static class ImportCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var vendor = new Argument<string>("VENDOR")
        {
            Description = "The vendor's published OpenAPI 3.0 or 3.1, YAML or JSON: a file, an http(s) address, or a folder of documents.",
        };
        var old = new Option<string?>("--base")
        {
            Description = "The vendor's document of the last import: only the vendor's changes since then are applied.",
            HelpName = "OLDVENDOR",
        };
        var contract = new Option<string>("--contract")
        {
            Description = "Our contract.",
            DefaultValueFactory = _ => "spec/clickfunnels.yaml",
            HelpName = "FILE",
        };
        var target = new Option<string?>("--output") { Description = "Output file. Default: our contract.", HelpName = "FILE" };
        var source = new Option<string>("--source")
        {
            Description = "The x-documented-by of new operations, such as published-2026-08.",
            DefaultValueFactory = _ => "published",
            HelpName = "NAME",
        };
        var fresh = new Option<bool>("--fresh")
        {
            Description = "Writes a contract from the vendor's document only, with the names of ours.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Writes and generates nothing." };
        var noGenerate = new Option<bool>("--no-generate") { Description = "Writes the contract, but does not regenerate the client." };
        var fetch = ReferenceOption.Create();
        var options = new ReportOptions();
        var command = new Command(
            "import",
            "Merges the vendor's published document into our contract, regenerates the client and describes the changes for C# callers."
        )
        {
            vendor,
            old,
            contract,
            target,
            source,
            fresh,
            dryRun,
            noGenerate,
            fetch,
        };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(fresh) && result.GetValue(old) is not null)
            {
                result.AddError("--fresh and --base cannot be combined: a fresh contract is not merged.");
            }

            if (result.GetValue(source) is { } name && !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.'))
            {
                result.AddError("--source may contain letters, digits, hyphens and dots.");
            }
        });
        command.SetAction(
            (parsed, cancellationToken) =>
                options.RunAsync(
                    parsed,
                    output,
                    error,
                    token =>
                        RunAsync(
                            new ImportRequest(
                                parsed.GetRequiredValue(vendor),
                                parsed.GetValue(old),
                                parsed.GetRequiredValue(contract),
                                parsed.GetValue(target) ?? parsed.GetRequiredValue(contract),
                                parsed.GetRequiredValue(source),
                                parsed.GetValue(fresh),
                                parsed.GetValue(dryRun),
                                !parsed.GetValue(noGenerate),
                                parsed.GetValue(fetch)
                            ),
                            token
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<Report> RunAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        var contractBytes = await SpecSource.ReadAsync(request.Contract, cancellationToken);
        var contract = SpecFile.Parse(request.Contract, contractBytes);
        var vendor = await VendorDocument.LoadAsync(request.Vendor, request.FetchReferences, cancellationToken);
        var old = request.Base is null ? null : await VendorDocument.LoadAsync(request.Base, request.FetchReferences, cancellationToken);
        var ours = ApiDocument.Read(contract);
        GenerationCheck.OfContract(contract);
        var imported = request.Fresh
            ? SpecImport.Fresh(contract, vendor.File, request.Source)
            : SpecImport.Merge(contract, vendor.File, old?.File, request.Source);

        var text = SpecImport.Write(imported.Document, Encoding.UTF8.GetString(contractBytes.Span));
        var next = ApiDocument.Read(SpecFile.Parse(request.Output, Encoding.UTF8.GetBytes(text)));
        GenerationCheck.OfContract(next.File);
        var difference = Difference(request, ours, next);
        List<string> notes = [.. vendor.Notes, .. imported.Notes()];
        List<Finding> findings =
        [
            .. vendor.Findings,
            .. imported.Merge.Findings.Select(finding =>
                finding with
                {
                    File = request.Output,
                    Position = next.File.PositionOf(finding.Pointer),
                }
            ),
            .. difference.Findings,
        ];
        if (request.DryRun)
        {
            notes.Add("Nothing was written.");
        }
        else
        {
            await AtomicFile.WriteAsync(request.Output, text, overwrite: true, cancellationToken);
            notes.Add($"Written: {request.Output}.");
            await GenerateAsync(request, notes, findings, cancellationToken);
        }

        return difference with
        {
            Title = $"{request.Vendor} imported into {request.Output}",
            Findings = Report.Sort(findings),
            Notes = [.. difference.Notes, .. notes],
        };
    }

    // A fresh contract may have nothing in common with ours, and is then only described by its size.
    private static Report Difference(ImportRequest request, ApiDocument contract, ApiDocument next)
    {
        var documents = OperationMatcher.Match(contract, next);
        return request.Fresh && documents.Operations.Count == 0 && documents.Webhooks.Pairs.Count == 0
            ? new Report("", [], next.Operations.Count + next.Webhooks.Count, "operations")
            {
                Notes = [$"No operation is in {contract.File.Name}, so the contracts were not compared."],
            }
            : ContractComparison.Compare(contract, next);
    }

    private static async Task GenerateAsync(
        ImportRequest request,
        List<string> notes,
        List<Finding> findings,
        CancellationToken cancellationToken
    )
    {
        if (!request.Generate)
        {
            notes.Add("The client was not regenerated (--no-generate).");
        }
        else if (RepositoryOf(request.Output) is not { } repository)
        {
            notes.Add($"The client was not regenerated: {request.Output} is not listed in a {ContractList.Project}.");
        }
        else
        {
            try
            {
                await CodeGeneration.RunAsync(repository, repository, CodeGeneration.Limit, null, cancellationToken);
                notes.Add("The client was generated from it.");
            }
            catch (InputException exception)
            {
                // The written contract is kept, because it has to be fixed. Version control has the previous one.
                findings.Add(
                    new Finding
                    {
                        Rule = ImportRules.GenerationFailed,
                        Pointer = "",
                        File = request.Output,
                        Message =
                            "The contract was written, but no client could be generated from it. "
                            + $"Fix: correct it and run \"dotnet build {ContractList.Project}\". {exception.Problem}",
                    }
                );
            }
        }
    }

    /// <summary>Returns the root of the repository that generates code from a contract, or null if there is none.</summary>
    private static string? RepositoryOf(string contract)
    {
        var file = Path.GetFullPath(contract);
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, ContractList.Project)))
            {
                return ContractList.Read(folder).Any(listed => Path.GetFullPath(listed.Spec, folder) == file) ? folder : null;
            }
        }

        return null;
    }

    private sealed record ImportRequest(
        string Vendor,
        string? Base,
        string Contract,
        string Output,
        string Source,
        bool Fresh,
        bool DryRun,
        bool Generate,
        bool FetchReferences
    );
}
