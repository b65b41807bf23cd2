using System;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Puts a product on sale as a <see cref="ProductPlan" /> says: contact and location, product, variants, prices, and an
/// external order with invoice and fulfillment. The plan can be previewed, and a run that was interrupted goes on from its
/// journal without creating anything twice.
/// </summary>
/// <remarks>
/// Before each creation the intent is written to the journal, after it the id. Where an answer was lost, the record is
/// looked up before the request is repeated, in the same run or the next. What a lookup goes by: a location's name; a
/// variant's values; the key of a price; the external ids of order and invoice; the lines of a fulfillment. These are
/// certain, as they are searched within what is ours. A product has no field for a key: it is recognised as a product that is
/// newer than all there were before, with the plan's name and property names. That is a heuristic, which others who create
/// a product of the same name at the same moment can confuse; two candidates are an error, never a guess. A service that
/// still works on a lost request after <see cref="ProductWorkflowOptions.SettleDelay" /> can create it twice.
/// </remarks>
/// <example>
/// <code>
/// var workflow = new ProductWorkflow(client.ForWorkspace(42));
/// Console.WriteLine(workflow.Preview(plan).ToText());
/// var result = await workflow.ApplyAsync(plan, new FileProductWorkflowJournal("shirt.journal.json"));
/// Console.WriteLine(result);
/// </code>
/// </example>
public sealed class ProductWorkflow
{
    private readonly ClickFunnelsClient _client;
    private readonly ProductWorkflowOptions _options;

    /// <summary>Makes a workflow; nothing is sent yet. Thread-safe, as the client is.</summary>
    /// <param name="client">A client that is bound to the workspace; it is not disposed.</param>
    /// <param name="options">Settings, which are copied; may be left out.</param>
    public ProductWorkflow(ClickFunnelsClient client, ProductWorkflowOptions? options = null)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _options = (options ?? new ProductWorkflowOptions()).Copy();
    }

    /// <summary>Returns the requests that applying the plan with a new journal would send; a dry run. Sends nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="InvalidProductPlanException">The plan has problems; all of them are named.</exception>
    public ProductWorkflowPreview Preview(ProductPlan plan)
    {
        var prepared = PreparedPlan.From(plan);
        return new ProductWorkflowPreview(prepared.Fingerprint, PreviewBuilder.Build(prepared.Steps(prepared.Key), _client.WorkspaceId.ToString()));
    }

    /// <summary>Applies the plan, or goes on with it where the journal says that an earlier run stopped.</summary>
    /// <param name="plan">The plan; it is copied.</param>
    /// <param name="journal">The journal of this plan; one in memory when left out, which the exceptions give out.</param>
    /// <param name="progress">Is told when a step begins and when it has ended.</param>
    /// <param name="cancellationToken">Cancels the run; it is safe at any point.</param>
    /// <returns>Each step with its outcome, and each id.</returns>
    /// <exception cref="InvalidProductPlanException">The plan has problems; all of them are named, and nothing was sent.</exception>
    /// <exception cref="ProductWorkflowJournalException">The journal cannot be used; nothing was sent.</exception>
    /// <exception cref="ProductWorkflowException">A step failed; the exception says which, and carries the partial result.</exception>
    /// <exception cref="ProductWorkflowCanceledException">The token was cancelled after the run had begun.</exception>
    public async Task<ProductWorkflowResult> ApplyAsync(
        ProductPlan plan,
        IProductWorkflowJournal? journal = null,
        IProgress<ProductWorkflowProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var prepared = PreparedPlan.From(plan);
        journal ??= new InMemoryProductWorkflowJournal();
        cancellationToken.ThrowIfCancellationRequested();
        using var claim = await journal.ClaimAsync(cancellationToken).ConfigureAwait(false);
        var document = await JournalReader.OpenAsync(journal, prepared, _client.WorkspaceId.ToString(), _options.AcceptAmendedPlan, cancellationToken).ConfigureAwait(false);
        var run = new WorkflowRun(_client, _options, prepared, journal, document, progress);
        return await run.ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }
}
