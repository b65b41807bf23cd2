namespace ClickFunnels.Emulator;

/// <summary>A difference between a request and the contract. It never contains the values of fields.</summary>
/// <param name="Where">
/// The part of the request: <c>path</c>, <c>method</c>, <c>path id</c>, <c>query filter[id]</c>, <c>header Content-Type</c>,
/// <c>body</c>, <c>body contact.email_address</c> or <c>body order.line_items[0].price_id</c>.
/// </param>
/// <param name="Message">The problem, and how to fix it.</param>
public sealed record ContractViolation(string Where, string Message);
