using System.CommandLine;
using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Running;
using ClickFunnels.Drift.Output;
using ClickFunnels.Migration;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The command <c>migrate</c>: moves a shop into a workspace.</summary>
internal sealed class MigrateCommand
{
    private const int MaximumRules = 64 * 1024;

    private readonly MigrationOrigin _origin = new();

    private readonly Option<string> _folder = new("--folder")
    {
        Description = "The folder of the migration, with its journal and reports. It has personal data.",
        HelpName = "FOLDER",
        Required = true,
    };

    private readonly Option<string?> _rules = new("--rules")
    {
        Description = "Rules in YAML (docs/migration-rules.md).",
        HelpName = "FILE",
    };

    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = "Number of records that are sent at the same time, 1 to 256.",
        DefaultValueFactory = _ => new MigrationOptions().Parallelism,
        HelpName = "N",
    };

    public static Command Create()
    {
        var group = new Command("migrate", "Move products, contacts, categories and coupons of another shop into a workspace.");
        group.Add(Step("plan", "Say what would be created, and which questions are open. Nothing is changed.", MigrationStage.Planned));
        group.Add(Step("apply", "Create the records, or continue.", MigrationStage.Applied));
        group.Add(Step("reconcile", "Compare the workspace with the plan, field by field.", MigrationStage.Reconciled));
        group.Add(Step("undo", "Take back what the migration created. Products are archived.", MigrationStage.Undone));
        return group;
    }

    private static CliCommand Step(string name, string description, MigrationStage stage)
    {
        var command = new MigrateCommand();
        var result = new CliCommand(
            name,
            description,
            $"clickfunnels migrate {name} --from ./shop --folder move-shop --rules rules.yaml"
                + (stage is MigrationStage.Applied or MigrationStage.Undone ? " --dry-run" : ""),
            (run, cancellationToken) => command.RunAsync(run, stage, cancellationToken)
        )
        {
            Details =
                "Every step writes report.txt, report.json and report.html into the folder. The exit code is 1 while a question, a\n"
                + "difference or an unfinished record is left. A step that was stopped is continued by the same command.",
        };
        command._origin.AddTo(result);
        result.Add(command._folder);
        result.Add(command._rules);
        result.Add(command._parallel);
        return result;
    }

    private async Task<int> RunAsync(CommandRun run, MigrationStage stage, CancellationToken cancellationToken)
    {
        var parallel = run.Parsed.GetValue(_parallel);
        if (parallel is < 1 or > 256)
        {
            throw CliException.Usage("--parallel must be from 1 to 256.");
        }

        var rules = await RulesAsync(run.Parsed.GetValue(_rules), cancellationToken);
        var (source, shop) = await _origin.OpenAsync(run, cancellationToken);
        using var _ = shop;
        using var client = await Job.OpenAsync(run, cancellationToken);
        var folder = run.Parsed.GetValue(_folder)!;
        var migration = new ShopMigration(source, client, folder, rules, new MigrationOptions { Parallelism = parallel });
        if (stage is MigrationStage.Applied or MigrationStage.Undone)
        {
            if (!run.IsDryRun && !run.IsConfirmed && run.Host.IsErrorTerminal)
            {
                WriteText(run.Host.Error, await StepAsync(run, migration, MigrationStage.Planned, cancellationToken));
            }

            var action = stage == MigrationStage.Applied ? "Create the records of" : "Remove what was created of";
            await run.ConfirmAsync($"{action} {source.Name} in workspace {client.WorkspaceId}", cancellationToken);
        }

        var report = await StepAsync(run, migration, run.IsDryRun ? MigrationStage.Planned : stage, cancellationToken);
        if (run.IsDryRun && stage == MigrationStage.Undone)
        {
            run.Note("Dry run: an undo would take back the records that are counted as done.");
        }

        await WriteAsync(run, report, cancellationToken);
        run.Note($"The report for a browser is {Path.Combine(folder, "report.html")}.");
        return report.IsClean ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static Task<MigrationReport> StepAsync(
        CommandRun run,
        ShopMigration migration,
        MigrationStage stage,
        CancellationToken cancellationToken
    ) =>
        Job.RunAsync(
            run,
            "Migration",
            report =>
            {
                var progress = report.Of<MigrationProgress>(now =>
                    now.Total > 0
                        ? ($"{now.Phase}, {now.Done} of {now.Total}", (double)now.Done / now.Total)
                        : ($"{now.Phase}, {now.Done}", null)
                );
                return stage switch
                {
                    MigrationStage.Planned => migration.PlanAsync(progress, cancellationToken),
                    MigrationStage.Applied => migration.ApplyAsync(progress, cancellationToken),
                    MigrationStage.Reconciled => migration.ReconcileAsync(progress, cancellationToken),
                    _ => migration.UndoAsync(progress, cancellationToken),
                };
            },
            cancellationToken
        );

    private static async Task WriteAsync(CommandRun run, MigrationReport report, CancellationToken cancellationToken)
    {
        if (run.Format == OutputFormat.Table)
        {
            WriteText(run.Host.Output, report);
            return;
        }

        await JobRecord.WriteAsync(run, [], json => json.WriteMembers(report.ToJson()), cancellationToken);
    }

    private static void WriteText(TextWriter writer, MigrationReport report)
    {
        foreach (var line in report.ToText().TrimEnd('\n').Split('\n'))
        {
            writer.WriteLine(Printable.Line(line.TrimEnd('\r')));
        }
    }

    private static async Task<MigrationRules> RulesAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return new MigrationRules();
        }

        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = await InputText.ReadAsync(stream, 4 * MaximumRules, path, cancellationToken);
            return MigrationRules.FromYaml(InputText.Decode(bytes, path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Input($"The rules {path} cannot be read. Check the path and the permissions.", exception);
        }
    }
}
