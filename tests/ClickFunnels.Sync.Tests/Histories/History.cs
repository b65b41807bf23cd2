using System.Net;
using ClickFunnels.Emulator;
using ClickFunnels.Sync.Tests.Support;

namespace ClickFunnels.Sync.Tests.Histories;

/// <summary>
/// One random history of a workspace: records are inserted, changed, moved and deleted while a sync runs, calls fail, and the process
/// of the sync is killed. After a last full pass in quiet, the sink must equal the service.
/// </summary>
internal sealed class History : IAsyncDisposable
{
    private static readonly string[] Tables =
    [
        "contacts",
        "contacts_applied_tags",
        "forms",
        "forms_field_sets",
        "forms_field_sets_fields",
        "sales_pipelines",
        "sales_pipelines_stages",
    ];

    private readonly ClickFunnelsEmulator _emulator;
    private readonly ManualTimeProvider _clock;
    private readonly int _workspace;
    private readonly int _seed;
    private readonly Random _random;
    private readonly ClickFunnelsClient _direct;
    private readonly MemorySink _sink = new();
    private readonly List<string> _log = [];
    private WorkspaceSync? _sync;
    private ClickFunnelsClient? _client;
    private Disturbance? _disturbance;

    private History(ClickFunnelsEmulator emulator, ManualTimeProvider clock, int workspace, int seed)
    {
        _emulator = emulator;
        _clock = clock;
        _workspace = workspace;
        _seed = seed;
        _random = new Random(seed);
        _direct = Clients.For(emulator, workspace: workspace);
    }

    private long Id => _emulator.Workspaces[_workspace].Id;

    /// <summary>Runs a history and returns what is wrong at its end; empty if nothing is.</summary>
    public static async Task<string> RunAsync(ClickFunnelsEmulator emulator, ManualTimeProvider clock, int workspace, int seed)
    {
        await using var history = new History(emulator, clock, workspace, seed);
        try
        {
            return await history.RunAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            return history.Problem("it does not end");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _direct.Dispose();
        await CloseAsync();
    }

    private async Task<string> RunAsync()
    {
        var contacts = _random.Next(4) == 0 ? _random.Next(20, 130) : _random.Next(30);
        for (var index = 0; index < contacts; index++)
        {
            await MutateAsync(_ => 0);
        }

        for (var rounds = _random.Next(1, 5); rounds > 0; rounds--)
        {
            await ChangeAsync(_random.Next(12));
            await SyncDisturbedAsync();
        }

        // The last passes run in quiet: what changed is found by the incremental one, and the rest by the full one.
        await ChangeAsync(_random.Next(8));
        _emulator.Faults.Clear();
        _sink.CommitsUntilFailure = 0;
        await CloseAsync();
        await Open().RunAsync(SyncMode.Full);
        var problems = new List<string>();
        foreach (var table in Tables)
        {
            problems.Add(await Truth.CompareAsync(_direct, _sink, Id, table));
        }

        if (_sink.Rows("contacts", Id).Count is var rows && (await _sink.ReadStateAsync(Id, "pending/")).Count is > 0 and var pending)
        {
            problems.Add($"{pending} lists are still to be read after a complete pass over {rows} contacts");
        }

        await ChangeAsync(_random.Next(8), deletes: false);
        await _sync!.RunAsync();
        problems.Add(await Truth.CompareAsync(_direct, _sink, Id, "contacts"));
        problems.RemoveAll(problem => problem.Length == 0);
        return problems.Count == 0 ? "" : Problem(string.Join(" | ", problems));
    }

    private string Problem(string problem) => $"History {_seed}: {problem}. Log: {string.Join(", ", _log.TakeLast(60))}";

    private async Task SyncDisturbedAsync()
    {
        PlanFaults();
        if (_random.Next(3) == 0)
        {
            _sink.CommitsUntilFailure = _random.Next(1, 12);
            _sink.FailsAfterCommit = _random.Next(2) == 0;
        }

        if (_random.Next(2) == 0)
        {
            await CloseAsync();
        }

        using var cancel = new CancellationTokenSource();
        var sync = Open();
        _disturbance!.Plan(_random.Next(12), _random.Next(8) == 0 ? _random.Next(1, 40) : 0, cancel);
        try
        {
            _log.Add("sync");
            await sync.RunAsync(_random.Next(3) == 0 ? SyncMode.Full : SyncMode.Due, cancel.Token);
        }
        catch (Exception exception) when (exception is SyncException or ApiException or OperationCanceledException)
        {
            _log.Add($"ended by {exception.GetType().Name}");
            await CloseAsync();
        }

        _disturbance.Plan(0, 0, null);
        _emulator.Faults.Clear();
        _sink.CommitsUntilFailure = 0;
    }

    private WorkspaceSync Open()
    {
        if (_sync is null)
        {
            _disturbance = new Disturbance(this);
            _client = Clients.For(_emulator, _disturbance, _workspace);
            var options = new SyncOptions
            {
                TimeProvider = _clock,
                MaxParallelReads = new[] { 1, 2, 4, 16 }[_random.Next(4)],
                Overlap = TimeSpan.FromMinutes(_random.Next(3)),
                ReconcileAfter = TimeSpan.FromHours(_random.Next(1, 30)),
            };
            foreach (var table in Tables)
            {
                options.Tables.Add(table);
            }

            _sync = new WorkspaceSync(_client, _sink, options);
        }

        return _sync;
    }

    private async Task CloseAsync()
    {
        if (_sync is not null)
        {
            await _sync.DisposeAsync();
            _client!.Dispose();
            _sync = null;
        }
    }

    private void PlanFaults()
    {
        string[] targets = ["listContacts", "listContactsAppliedTags", "listFormsFieldSets", "listSalesPipelines", FaultTarget.Any];
        for (var count = _random.Next(4); count > 0; count--)
        {
            var fault = _random.Next(6) switch
            {
                0 => Fault.BadGateway(),
                1 => Fault.CutBefore(),
                2 => Fault.CutAfter(),
                3 => Fault.RateLimit(),
                4 => Fault.BrokenJson(),
                _ => Fault.Error(403, "Forbidden"),
            };
            var target = targets[_random.Next(fault.Status == 403 ? targets.Length - 1 : targets.Length)];
            _emulator.Faults.Add(target, fault, _random.Next(1, 3));
            _log.Add($"{fault.Name} {target}");
        }
    }

    private async Task ChangeAsync(int count, bool deletes = true)
    {
        for (; count > 0; count--)
        {
            await MutateAsync(kinds => _random.Next(deletes ? kinds : 2));
        }
    }

    // A change that is refused, for example because its record was deleted, changes nothing.
    private async Task MutateAsync(Func<int, int> choose)
    {
        _clock.Advance(TimeSpan.FromSeconds(_random.Next(240)));
        var kind = choose(12);
        _log.Add($"change {kind}");
        try
        {
            await MutateAsync(kind);
        }
        catch (ApiStatusException) { }
    }

    private async Task MutateAsync(int kind)
    {
        switch (kind)
        {
            case 0:
                await _direct.Contacts.CreateAsync(new ContactCreate { EmailAddress = $"{Guid.NewGuid():N}@example.com", FirstName = "A" });
                break;
            case 1:
                await _direct.Contacts.UpdateAsync(await AnyAsync("contacts"), new ContactUpdate { FirstName = $"B{_random.Next(3)}" });
                break;
            case 2 or 3:
                await _direct.Contacts.DeleteAsync(await AnyAsync("contacts"));
                break;
            case 4:
                await _direct.Contacts.AppliedTags.CreateAsync(
                    await AnyAsync("contacts"),
                    new ContactAppliedTagCreate { TagId = _emulator.Workspaces[_workspace].ContactTagIds[0] }
                );
                break;
            case 5:
                await _direct.Contacts.AppliedTags.DeleteAsync(await AnyAsync("contacts_applied_tags"));
                break;
            case 6:
                await _direct.Forms.CreateAsync(new FormCreate { Name = $"F{_random.Next()}" });
                break;
            case 7:
                await _direct.Forms.FieldSets.CreateAsync(await AnyAsync("forms"), new FormFieldSetCreate { Title = "T" });
                break;
            case 8:
                await _direct.Forms.Fields.CreateAsync(
                    await AnyAsync("forms_field_sets"),
                    new FormFieldCreate { Key = $"k{_random.Next()}", Label = "L" }
                );
                break;
            case 9:
                await _direct.Forms.FieldSets.DeleteAsync(await AnyAsync("forms_field_sets"));
                break;
            case 10:
                await _direct.Forms.DeleteAsync(await AnyAsync("forms"));
                break;
            default:
                await _direct.Forms.Fields.DeleteAsync(await AnyAsync("forms_field_sets_fields"));
                break;
        }
    }

    // From the sink or, if it has none, an id that does not exist.
    private async Task<long> AnyAsync(string table)
    {
        await Task.CompletedTask;
        var rows = _sink.Rows(table, Id).Keys.ToList();
        if (rows.Count < 3 && table is "contacts" or "forms")
        {
            rows =
                table == "contacts"
                    ? [.. (await _direct.Contacts.ListAsync().FirstPageAsync()).Items.Select(contact => contact.Id)]
                    : [.. (await _direct.Forms.ListAsync().FirstPageAsync()).Items.Select(form => form.Id)];
        }

        return rows.Count == 0 ? 999_999_999 : rows[_random.Next(rows.Count)];
    }

    /// <summary>Changes the workspace between the requests of a sync, reads changed records again, and cancels.</summary>
    private sealed class Disturbance(History history) : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly SemaphoreSlim _turn = new(1);
        private int _untilCancel;
        private int _left;
        private CancellationTokenSource? _cancel;

        /// <summary>Plans the disturbance of the next run.</summary>
        public void Plan(int changes, int untilCancel, CancellationTokenSource? cancel)
        {
            _left = changes;
            _untilCancel = untilCancel;
            _cancel = cancel;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await _turn.WaitAsync(CancellationToken.None);
            try
            {
                if (_untilCancel > 0 && --_untilCancel == 0)
                {
                    await _cancel!.CancelAsync();
                }

                if (_left > 0 && history._random.Next(3) == 0)
                {
                    _left--;
                    await history.ChangeAsync(1);
                }
            }
            finally
            {
                _turn.Release();
            }

            var response = await base.SendAsync(request, cancellationToken);
            await _turn.WaitAsync(CancellationToken.None);
            try
            {
                // After the response was made and before it is written.
                if (_left > 0 && response.StatusCode == HttpStatusCode.OK && history._random.Next(3) == 0)
                {
                    _left--;
                    await history.ChangeAsync(1);
                    if (history._random.Next(2) == 0 && history._sync is { } sync)
                    {
                        var id = await history.AnyAsync("contacts");
                        history._log.Add($"refresh {id}");
                        _ = Task.Run(() => RefreshAsync(sync, id), CancellationToken.None);
                    }
                }
            }
            finally
            {
                _turn.Release();
            }

            return response;
        }

        private static async Task RefreshAsync(WorkspaceSync sync, long id)
        {
            try
            {
                await sync.RefreshAsync("contacts", id);
            }
            catch (Exception exception)
                when (exception is SyncException or ApiException or ObjectDisposedException or OperationCanceledException)
            {
                // The process was killed.
            }
        }
    }
}
