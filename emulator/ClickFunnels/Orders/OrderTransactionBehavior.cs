using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Charges.</summary>
[Resource("OrderTransaction")]
internal sealed class OrderTransactionBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly string[] RefundReasons = ["duplicate", "fraudulent", "requested_by_customer"];

    /// <summary>Field of a charge whose refund was accepted and is not settled yet.</summary>
    public const string Pending = "refund_pending";

    [Operation("getOrdersTransactions")]
    [Behavior(
        "A refund that is settled later shows when the transaction is read",
        Evidence.Documented,
        "published spec 2026-08, transactions"
    )]
    public override void Read(Call call, Record record)
    {
        if (record.Flag(Pending))
        {
            Settle(call, record, Store.Find("Order", record.Number("order_id") ?? 0));
        }
    }

    public static void Settle(Call call, Record charge, Record? order)
    {
        var fields = call.Edit(charge);
        fields["status"] = "refunded";
        fields.Remove(Pending);
        if (order is not null)
        {
            call.Edit(order)["billing_status"] = "refunded";
        }
    }

    [Operation("refundOrdersTransactions")]
    [Behavior(
        "A refund always covers the whole charge; an amount, or partial true, returns 422",
        Evidence.Documented,
        "published spec 2026-08, transactions"
    )]
    [Behavior(
        "Approved sales and captures that are completed or partially refunded can be refunded, all else returns 404",
        Evidence.Documented,
        "published spec 2026-08, transactions"
    )]
    [Behavior(
        "Payments AI settles at once (200); Stripe later (202), with three reasons to choose from",
        Evidence.Documented,
        "published spec 2026-08, transactions"
    )]
    [Behavior("A transaction that settles later is settled when it is read", Evidence.Assumed, "to be the same in every run")]
    public OperationResult? Refund(Call call, Record? member)
    {
        var sent = call.ReadBody();
        var charge = member!;
        if (
            charge.Text("external_type") is not ("sale" or "capture")
            || charge.Text("result") != "approved"
            || charge.Text("status") is not ("completed" or "partially-refunded")
        )
        {
            throw ApiProblem.NotFound();
        }

        var reason = sent.Text("reason") ?? "requested_by_customer";
        var stripe = Order(charge)?.Text("payment_processor") == "stripe";
        call.Problems.Require(!call.Sent.ContainsKey("amount") && !sent.Flag("partial"), "Partial refunds are not supported");
        call.Problems.Require(
            !stripe || RefundReasons.Contains(reason),
            $"Reason is not included in the list: {string.Join(", ", RefundReasons)}"
        );
        call.Problems.ThrowIfAny();
        var fields = call.Edit(charge);
        fields["reason"] = reason;
        if (stripe)
        {
            fields[Pending] = true;
            return new OperationResult(charge, 202);
        }

        Settle(call, charge, Order(charge));
        return new OperationResult(charge, 200);
    }

    private Record? Order(Record charge) => Store.Find("Order", charge.Number("order_id") ?? 0);
}
