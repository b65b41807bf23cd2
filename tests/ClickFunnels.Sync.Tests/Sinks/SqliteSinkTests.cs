namespace ClickFunnels.Sync.Tests.Sinks;

public sealed class SqliteSinkTests : UpdatableSinkContract
{
    private protected override int ModelRuns => 150;

    private protected override SinkStorage NewStorage() => new SqliteStorage();
}
