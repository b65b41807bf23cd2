using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Recordings of sessions. The API only reads them.</summary>
[Resource("Replay")]
internal sealed class ReplayBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Session = "session_id";

    [Operation("listReplays")]
    [Behavior(
        "Recordings are listed for one session, which must be named (422)",
        Evidence.Documented,
        "vendor documentation, tracking; the status is assumed"
    )]
    public override Predicate<Record>? Narrow(Call call)
    {
        var session = call.Query.One(Session) ?? throw ApiProblem.Unprocessable([new FieldProblem(Session, "session_id can't be blank")]);
        return record => record.Text(Session) == session;
    }

    [Behavior("A recording is found by its session", Evidence.Documented, "vendor documentation, tracking")]
    public override Record? Find(string resource, string identifier) =>
        Store.Of(resource).FirstOrDefault(one => one.Text(Session) == identifier);

    [Operation("getReplay")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "id" ? TextKeys.KeyOf(record) : null;
        return value is not null;
    }
}
