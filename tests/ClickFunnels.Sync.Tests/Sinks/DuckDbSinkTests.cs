namespace ClickFunnels.Sync.Tests.Sinks;

public sealed class DuckDbSinkTests : UpdatableSinkContract
{
    private protected override int ModelRuns => 40;

    private protected override SinkStorage NewStorage() => new DuckDbStorage();
}
