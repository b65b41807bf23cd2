using ClickFunnels.Core;

namespace ClickFunnels.Migration;

/// <summary>
/// Moves a shop into a ClickFunnels workspace: reads it, says what becomes of it, creates the records, compares them, and takes them back.
/// Nothing is created twice, and nothing is guessed.
/// </summary>
/// <remarks>
/// Everything that a migration must remember is in its folder: the records that were read, the journal, the rejected records and the
/// reports. A process may end at any moment; the next call with the same folder continues. The folder contains personal data of the
/// contacts, so keep it as safe as the shop, and delete it when the migration is finished. Only the owner can read the files, where the
/// system allows it.
/// </remarks>
public sealed class ShopMigration
{
    private readonly ShopSource _source;
    private readonly ClickFunnelsClient _client;
    private readonly MigrationRules _rules;
    private readonly MigrationOptions _options;
    private readonly MigrationFolder _folder;

    /// <summary>Creates a migration. Nothing is read or sent yet.</summary>
    /// <param name="source">The shop.</param>
    /// <param name="client">A client that is bound to the workspace; it is not disposed.</param>
    /// <param name="folder">The folder of the migration; it is created if it does not exist.</param>
    /// <param name="rules">How records are mapped; null for the defaults.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public ShopMigration(
        ShopSource source,
        ClickFunnelsClient client,
        string folder,
        MigrationRules? rules = null,
        MigrationOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (client.WorkspaceId.IsEmpty)
        {
            throw new ArgumentException("The client is not bound to a workspace. Set WorkspaceId in its options.", nameof(client));
        }

        _source = source;
        _client = client;
        _folder = new MigrationFolder(Path.GetFullPath(folder));
        _rules = rules ?? new MigrationRules();
        _options = options ?? new MigrationOptions();
        _options.Validate();
    }

    /// <summary>
    /// Reads the shop and the workspace, and says what would be created, what cannot be carried and why, and which questions are open (a
    /// dry run). Nothing is changed in ClickFunnels.
    /// </summary>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="MigrationException">The folder cannot be used.</exception>
    /// <exception cref="ApiException">The shop or the workspace cannot be read.</exception>
    public async Task<MigrationReport> PlanAsync(
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        using var work = await StartAsync(progress, cancellationToken).ConfigureAwait(false);
        await LookAsync(work).ConfigureAwait(false);
        return Report(work, MigrationStage.Planned);
    }

    /// <summary>
    /// Creates the records, or continues where an earlier run stopped. Records that failed for now are in
    /// <see cref="MigrationReport.Unfinished" />; call it again to finish them.
    /// </summary>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancels the work; that is safe at any moment.</param>
    /// <exception cref="MigrationException">
    /// A question is open, the folder cannot be used, the workspace has another currency, or an opt-out could not be carried.
    /// </exception>
    /// <exception cref="ApiException">The token is not accepted, or the shop or the workspace cannot be read.</exception>
    public async Task<MigrationReport> ApplyAsync(
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        using var work = await StartAsync(progress, cancellationToken).ConfigureAwait(false);
        await LookAsync(work).ConfigureAwait(false);
        if (work.Shop.Findings.Questions is [var question, ..] questions)
        {
            Report(work, MigrationStage.Planned);
            throw new MigrationException(
                questions.Count == 1
                    ? $"A question is open, and nothing was created. Set the rule {question.Rule}: {question.Text}"
                    : $"{questions.Count} questions are open, and nothing was created. Set the rules that they name. The first is "
                        + $"{question.Rule}: {question.Text}"
            );
        }

        try
        {
            await new ContactStep(work.Run, _rules.Contacts).RunAsync(work.Shop.Contacts).ConfigureAwait(false);
            await work.Products.RunAsync(work.Shop.Products).ConfigureAwait(false);
            await new CollectionStep(work.Run).RunAsync(work.Shop.Collections).ConfigureAwait(false);
            await new DiscountStep(work.Run).RunAsync(work.Shop.Discounts).ConfigureAwait(false);
        }
        catch
        {
            // The report of an incomplete run says what is finished.
            Report(work, MigrationStage.Applied);
            throw;
        }

        return Report(work, MigrationStage.Applied);
    }

    /// <summary>Reads the records from ClickFunnels and compares each field with the plan. Nothing is changed.</summary>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="MigrationException">The folder cannot be used.</exception>
    /// <exception cref="ApiException">The workspace cannot be read.</exception>
    public async Task<MigrationReport> ReconcileAsync(
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        using var work = await StartAsync(progress, cancellationToken).ConfigureAwait(false);
        await LookAsync(work).ConfigureAwait(false);
        var comparison = new Comparison(work.Run, work.Products, _rules);
        await comparison.RunAsync(work.Shop).ConfigureAwait(false);
        return Report(work, MigrationStage.Reconciled, comparison);
    }

    /// <summary>
    /// Removes the records that this migration created, and no others. The API cannot delete products and collections: products are
    /// archived, and collections are emptied and hidden. Afterwards the migration can be applied again.
    /// </summary>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancels the work; the next call continues.</param>
    /// <exception cref="MigrationException">The folder cannot be used.</exception>
    /// <exception cref="ApiException">The workspace cannot be read.</exception>
    public async Task<MigrationReport> UndoAsync(
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        using var work = await StartAsync(progress, cancellationToken).ConfigureAwait(false);
        var undo = new UndoRun(work.Run, work.Products);
        await undo.RunAsync(work.Shop).ConfigureAwait(false);
        return Report(work, MigrationStage.Undone, notes: undo.Notes);
    }

    private async Task<Work> StartAsync(IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _folder.Create();
        var journal = MigrationJournal.Open(_folder.Journal, _source.Name, _client.WorkspaceId.ToString(), _options.TimeProvider);
        try
        {
            var source = await _folder.ReadAsync(_source, progress, cancellationToken).ConfigureAwait(false);
            var run = new ApplyRun(_client, journal, _options, progress, cancellationToken);
            return new Work(
                run,
                journal,
                source,
                ShopMapper.Map(source, _rules, cancellationToken),
                new ProductStep(run, _folder.Products)
            );
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    // Records that ClickFunnels has already, from elsewhere, are rejected; the others are counted.
    private async Task LookAsync(Work work)
    {
        var state = await WorkspaceState.ReadAsync(work.Run, work.Shop).ConfigureAwait(false);
        work.Shop = ConflictCheck.Apply(work.Shop, state, work.Journal, _rules);
        work.ExistingContacts = await ConflictCheck.CountContactsAsync(work.Run, work.Shop.Contacts).ConfigureAwait(false);
    }

    private MigrationReport Report(Work work, MigrationStage stage, Comparison? comparison = null, IReadOnlyList<string>? notes = null)
    {
        var report = ReportBuilder.Build(
            new ReportInput(work.Source, work.Shop, work.Run, work.ExistingContacts, comparison, notes ?? []),
            stage,
            _client.WorkspaceId.ToString(),
            _options.TimeProvider.GetUtcNow()
        );
        _folder.Write(report, work.Source);
        return report;
    }

    private sealed class Work(ApplyRun run, MigrationJournal journal, ShopData source, MappedShop shop, ProductStep products) : IDisposable
    {
        public ApplyRun Run => run;

        public MigrationJournal Journal => journal;

        public ProductStep Products => products;

        public ShopData Source => source;

        public MappedShop Shop { get; set; } = shop;

        public int ExistingContacts { get; set; }

        public void Dispose() => journal.Dispose();
    }
}
