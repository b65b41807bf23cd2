namespace ClickFunnels.Traps.Tests.Analyzers;

/// <summary>CFN0004, CFN0005 and CFN0006: properties that do not mean what their names say.</summary>
public sealed class ConditionTests
{
    private const string Domain = "var domain = await client.Emails.Domains.GetAsync(1);\n";
    private const string Address = "var address = await client.Emails.SenderAddresses.GetAsync(1);\n";
    private const string Contact = "var contact = await client.Contacts.GetAsync(1);\n";

    [Trap(45, Protection.Analyzer)]
    [TestCase("if (domain.[|Verified|] == true) { }")]
    [TestCase("if (domain.[|Verified|] is true) { }")]
    [TestCase("if (domain.[|Verified|] ?? false) { }")]
    [TestCase("if (domain.[|Verified|].GetValueOrDefault()) { }")]
    [TestCase("if (domain is { [|Verified|]: true }) { }")]
    [TestCase("if (domain?.[|Verified|] == true && domain.Name != null) { }")]
    [TestCase("while (domain.[|Verified|] != true) { break; }")]
    [TestCase("for (; !domain.[|Verified|]!.Value; ) { break; }")]
    [TestCase("var text = domain.[|Verified|] == true ? \"ready\" : \"not ready\";")]
    [TestCase("switch (domain.[|Verified|]) { case true: break; }")]
    [TestCase("switch (domain) { case { [|Verified|]: true }: break; }")]
    [TestCase("var text = domain switch { { [|Verified|]: true } => 1, _ => 2 };")]
    [TestCase("var text = domain switch { _ when domain.[|Verified|] == true => 1, _ => 2 };")]
    [TestCase("var ready = new[] { domain }.Where(d => d.[|Verified|] == true).ToList();")]
    [TestCase("var ready = new[] { domain }.First(d => { return d.[|Verified|] == true; });")]
    [TestCase("var ready = from d in new[] { domain } where d.[|Verified|] == true select d.Name;")]
    [TestCase("var ready = new[] { domain }.AsQueryable().Where(d => d.[|Verified|] == true);")]
    [TestCase("Func<Task<bool>> ready = async () => (await client.Emails.Domains.GetAsync(1)).[|Verified|] == true;")]
    public Task A_condition_on_a_verified_domain_is_reported(string code) => ReportsAsync("CFN0004", Domain + code);

    [TestCase("Console.WriteLine(domain.Verified);")]
    [TestCase("var copy = new { domain.Verified };")]
    [TestCase("var shown = new[] { domain }.Select(d => d.Verified == true).ToList();")]
    [TestCase("var sorted = new[] { domain }.OrderBy(d => d.Verified == true).ToList();")]
    [TestCase("if (domain.ReadyForSending == true) { }")]
    [TestCase("if (domain.ReadyForSending != true && domain.Verified == true) { }")]
    [TestCase("if (domain.SpfVerified == true) { }")]
    [TestCase("if (Check(domain.Verified)) { } bool Check(bool? value) => true;")]
    [TestCase("var other = new Other(); if (other.Verified) { } } class Other { public bool Verified { get; set; }")]
    public Task Other_reads_of_a_domain_are_not_reported(string code) => ReportsNothingAsync(Domain + code);

    [TestCase("if (domain.[|Verified|] == true) { }", "if (domain.ReadyForSending == true) { }")]
    [TestCase("if (domain is { [|Verified|]: true }) { }", "if (domain is { ReadyForSending: true }) { }")]
    [TestCase("if (domain?.[|Verified|] ?? false) { }", "if (domain?.ReadyForSending ?? false) { }")]
    public Task The_fix_uses_the_property_that_decides(string code, string expected) =>
        FixesAsync("CFN0004", Domain + code, Domain + expected);

    [Trap(46, Protection.Analyzer)]
    [TestCase("if (address.[|IsWorkspaceDefault|] == true) { }", "if (address.UsableAsSender == true) { }")]
    [TestCase(
        "var first = new[] { address }.First(x => x.[|IsWorkspaceDefault|] == true);",
        "var first = new[] { address }.First(x => x.UsableAsSender == true);"
    )]
    [TestCase("if (address.EmailsDomain!.[|Verified|] == true) { }", "if (address.UsableAsSender == true) { }")]
    [TestCase("if (address.EmailsDomain?.[|Verified|] == true) { }", "if (address.UsableAsSender == true) { }")]
    [TestCase(
        "if (address.EmailsDomain is not null && address.EmailsDomain.[|Verified|] == true) { }",
        "if (address.EmailsDomain is not null && address.UsableAsSender == true) { }"
    )]
    public Task A_sender_is_picked_by_what_decides(string code, string expected) =>
        FixesAsync("CFN0005", Address + code, Address + expected);

    [TestCase("if (address is { EmailsDomain.[|Verified|]: true }) { }")]
    [TestCase("var reference = address.EmailsDomain!; if (reference.[|Verified|] == true) { }")]
    public Task A_domain_without_its_address_is_not_changed(string code) => HasNoFixAsync("CFN0005", Address + code);

    [TestCase("if (address.UsableAsSender == true && address.IsWorkspaceDefault == true) { }")]
    [TestCase("Console.WriteLine(address.IsWorkspaceDefault);")]
    public Task A_default_among_usable_senders_is_not_reported(string code) => ReportsNothingAsync(Address + code);

    [Trap(53, Protection.Analyzer)]
    [TestCase("if (contact.[|IsActive|] == false) { }", "if (contact.DeletedAt != null) { }")]
    [TestCase("if (contact.[|IsActive|] != true) { }", "if (contact.DeletedAt != null) { }")]
    [TestCase("if (true != contact.[|IsActive|]) { }", "if (contact.DeletedAt != null) { }")]
    [TestCase("if (contact.[|IsActive|] is false) { }", "if (contact.DeletedAt != null) { }")]
    [TestCase("if (contact.[|IsActive|] is not true) { }", "if (contact.DeletedAt != null) { }")]
    [TestCase("if (!contact.[|IsActive|]!.Value) { }", "if (contact.DeletedAt != null) { }")]
    [TestCase("if (!(contact.[|IsActive|] ?? true)) { }", "if (contact.DeletedAt != null) { }")]
    [TestCase("if (!(contact.[|IsActive|] == true)) { }", "if (contact.DeletedAt != null) { }")]
    [TestCase("if (contact?.[|IsActive|] == false) { }", "if (contact?.DeletedAt != null) { }")]
    [TestCase("if (contact is { [|IsActive|]: false }) { }", "if (contact is { DeletedAt: not null }) { }")]
    [TestCase("if (contact is { Id: 1, [|IsActive|]: not true }) { }", "if (contact is { Id: 1, DeletedAt: not null }) { }")]
    [TestCase(
        "var gone = new[] { contact }.Count(c => c.[|IsActive|] == false || c.Id == 0);",
        "var gone = new[] { contact }.Count(c => c.DeletedAt != null || c.Id == 0);"
    )]
    public Task An_inactive_contact_is_not_a_deleted_one(string code, string expected) =>
        FixesAsync("CFN0006", Contact + code, Contact + expected);

    [TestCase("if (contact.IsActive == true) { }")]
    [TestCase("if (!(contact.IsActive != true)) { }")]
    [TestCase("if (contact is { IsActive: true }) { }")]
    [TestCase("if (contact.IsActive == false && contact.UnsubscribedAt == null) { }")]
    [TestCase("if (contact.IsActive == false && contact.EmailSuppressionReason != null) { }")]
    [TestCase("if (contact.IsActive is null) { }")]
    [TestCase("Console.WriteLine(!contact.IsActive);")]
    public Task Other_reads_of_a_contact_are_not_reported(string code) => ReportsNothingAsync(Contact + code);
}
