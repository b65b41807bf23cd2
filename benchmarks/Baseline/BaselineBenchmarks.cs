using BenchmarkDotNet.Attributes;

namespace ClickFunnels.Benchmarks;

// Compiled only if there is an older build to compare with.
public partial class ContactPage
{
    private readonly Func<Task<int>> _before = Baseline.ListContacts();

    [Benchmark]
    public Task<int> Before() => _before();
}

public partial class ContactCreation
{
    private readonly Func<Task<long>> _before = Baseline.CreateContact();

    [Benchmark]
    public Task<long> Before() => _before();
}
