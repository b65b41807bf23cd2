using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Lists of contacts for email marketing.</summary>
[Resource("SubscriberList")]
internal sealed class SubscriberListBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("getSubscriberList")]
    [Behavior(
        "subscribers counts the contacts of the list; opens and clicks are 0, as nothing is mailed",
        Evidence.Documented,
        "seed, subscriber lists"
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "subscribers" => (long)Store.Of("Contact").Count(contact => contact.Numbers("subscriberLists").Contains(record.Id)),
            "opens" or "clicks" => 0L,
            _ => null,
        };
        return value is not null;
    }

    [Operation("deleteSubscriberList")]
    [Behavior("A deleted list is taken from its contacts", Evidence.Assumed, "not published")]
    public override void Deleted(Call call, Record record) => ListLinks.Remove(call, "Contact", "subscriberLists", record.Id);
}
