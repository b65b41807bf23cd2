using BenchmarkDotNet.Attributes;

namespace ClickFunnels.Benchmarks;

/// <summary>Lists a page of 20 contacts.</summary>
[MemoryDiagnoser]
public partial class ContactPage
{
    private readonly Clients _clients = Clients.CreateForList();

    [GlobalSetup]
    public Task Compare() => ClientComparison.CheckAsync();

    [Benchmark(Baseline = true)]
    public async Task<int> Stock() =>
        (await _clients.Stock.ListContactsAsync(Clients.WorkspaceId, null, null, null, null, null, null, null)).Result.Count;

    [Benchmark]
    public async Task<int> Ours() => (await _clients.Ours.Contacts.ListAsync().FirstPageAsync()).Items.Count;

    [Benchmark]
    public async Task<int> HandWritten() => (await _clients.HandWritten.ListAsync(Clients.WorkspaceId)).Items.Count;
}
