using System.CommandLine;
using System.Text.Json;
using ClickFunnels.Cli.Running;
using ClickFunnels.Drift.Output;
using ClickFunnels.Workflows;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The command <c>products apply</c>: puts a product on sale as a plan says.</summary>
internal sealed class ProductsApplyCommand
{
    private readonly Argument<string> _plan = new("plan")
    {
        Description = "The plan as YAML or JSON; - is the standard input.",
        HelpName = "PLAN",
    };

    private readonly Option<string?> _journal = new("--journal")
    {
        Description = "The file in which the run remembers what it did. The default is PLAN.journal.json beside the plan.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _amended = new("--amended")
    {
        Description = "Continue a journal with a corrected plan. Parts that exist already must be unchanged.",
    };

    public static CliCommand Create()
    {
        var command = new ProductsApplyCommand();
        return new CliCommand(
            "apply",
            "Put a product on sale as a plan says: location, product, variants, prices, and an external order.",
            "clickfunnels products apply shirt.yaml --dry-run",
            command.RunAsync
        )
        {
            Details = """
                A plan (docs/product-workflow.md):
                  name: Shirt
                  properties: { Size: [S, M] }
                  prices:
                    - { amount: 29.00, currency: USD }

                A run that was stopped is continued by the same command: the journal prevents that a record is created twice.
                """,
            Arguments = { command._plan },
            Options = { command._journal, command._amended },
        };
    }

    private async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = run.Parsed.GetValue(_plan)!;
        var plan = await ProductPlanFile.ReadAsync(run, path, cancellationToken);
        var journal = JournalPath(run, path);
        using var client = await Job.OpenAsync(run, cancellationToken);
        var workflow = new ProductWorkflow(client, new ProductWorkflowOptions { AcceptAmendedPlan = run.Parsed.GetValue(_amended) });
        var preview = workflow.Preview(plan);
        if (run.IsDryRun)
        {
            var difference = await CompareAsync(run, workflow, plan, journal, cancellationToken);
            await PlanDifference.WriteAsync(run, difference, preview, cancellationToken);
            return ExitCodes.Success;
        }

        if (journal is not null && File.Exists(journal))
        {
            run.Note($"The run continues with the journal {journal}: the steps that it lists are not repeated.");
        }

        var action = $"Apply the plan of {plan.Name}";
        if (!run.IsConfirmed && run.Host.IsErrorTerminal && run.Host.IsInputTerminal)
        {
            var difference = await CompareAsync(run, workflow, plan, journal, cancellationToken);
            foreach (var line in difference.ToString().Split('\n'))
            {
                await run.Host.Error.WriteLineAsync(Printable.Line(line.TrimEnd('\r')));
            }

            action += ": " + PlanDifference.Summary(difference);
        }

        await run.ConfirmAsync(action, cancellationToken);
        var result = await ApplyAsync(run, workflow, plan, journal, cancellationToken);
        await JobRecord.WriteAsync(run, ["product_id", "location_id", "order_id"], json => Write(json, result), cancellationToken);
        return ExitCodes.Success;
    }

    // The difference only reads the journal.
    private static async Task<ProductPlanComparison> CompareAsync(
        CommandRun run,
        ProductWorkflow workflow,
        ProductPlan plan,
        string? journal,
        CancellationToken cancellationToken
    )
    {
        var known = journal is not null && File.Exists(journal) ? new FileProductWorkflowJournal(journal) : null;
        var difference = await workflow.CompareAsync(plan, known, cancellationToken);
        PlanDifference.Note(run, difference);
        return difference;
    }

    private static async Task<ProductWorkflowResult> ApplyAsync(
        CommandRun run,
        ProductWorkflow workflow,
        ProductPlan plan,
        string? journal,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await Job.RunAsync(
                run,
                "Apply",
                report =>
                    workflow.ApplyAsync(
                        plan,
                        journal is null ? new InMemoryProductWorkflowJournal() : new FileProductWorkflowJournal(journal),
                        report.Of<ProductWorkflowProgress>(step => (step.ToString(), (double)(step.Number - 1) / step.Count)),
                        cancellationToken
                    ),
                cancellationToken
            );
        }
        catch (ProductWorkflowException) when (journal is not null)
        {
            run.Note("Run the same command again to continue. If you correct the plan, add --amended.");
            throw;
        }
    }

    // The workspace of --emulator ends with the command, and with it what a journal would tell.
    private string? JournalPath(CommandRun run, string plan)
    {
        if (run.Parsed.GetValue(_journal) is { } given)
        {
            return given;
        }

        if (run.UsesEmulator || (run.IsDryRun && plan == "-"))
        {
            return null;
        }

        return plan == "-"
            ? throw CliException.Usage("A plan from the standard input needs --journal, so that a run that was stopped can be continued.")
            : Path.Combine(Path.GetDirectoryName(plan) ?? "", Path.GetFileNameWithoutExtension(plan) + ".journal.json");
    }

    private static void Write(Utf8JsonWriter json, ProductWorkflowResult result)
    {
        json.WriteId("product_id", result.ProductId);
        json.WriteId("default_variant_id", result.DefaultVariantId);
        json.WriteId("location_id", result.LocationId);
        json.WriteStartObject("property_ids");
        foreach (var (name, id) in result.PropertyIds)
        {
            json.WriteNumber(name, id);
        }

        json.WriteEndObject();
        json.WriteList(
            "variants",
            result.Variants,
            variant =>
            {
                json.WriteNumber("id", variant.Id);
                json.WriteString("values", variant.Combination);
                json.WriteStartArray("price_ids");
                foreach (var id in variant.PriceIds)
                {
                    json.WriteNumberValue(id);
                }

                json.WriteEndArray();
            }
        );
        json.WriteId("contact_id", result.ContactId);
        json.WriteId("order_id", result.OrderId);
        json.WriteId("invoice_id", result.InvoiceId);
        json.WriteId("fulfillment_id", result.FulfillmentId);
        json.WriteList(
            "steps",
            result.Steps,
            step =>
            {
                json.WriteString("name", step.Name);
                json.WriteString("outcome", step.Outcome.ToString().ToLowerInvariant());
                json.WriteNumber("id", step.Id);
            }
        );
    }
}
