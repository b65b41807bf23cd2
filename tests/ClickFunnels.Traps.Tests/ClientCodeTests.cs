namespace ClickFunnels.Traps.Tests;

/// <summary>The harness finds what it must, and nothing else.</summary>
public sealed class ClientCodeTests
{
    private const string Correct = "var contact = await client.Contacts.GetAsync(7, cancellationToken: cancellationToken);";

    [Test]
    public void It_compiles_statements_that_use_the_client() => Compiles(Correct);

    [Test]
    public void It_finds_the_error_that_was_expected() =>
        DoesNotCompile("var contact = await client.Contacts.GetFirstAsync(7);", "CS1061", "GetFirstAsync", Correct);

    [Test]
    public void Internal_members_cannot_be_used() =>
        DoesNotCompile("new ClickFunnelsClientOptions().Copy();", "CS1061", "Copy", "new ClickFunnelsClientOptions().ToString();");

    [TestCase("var contact = await client.Contacts.GetFirstAsync(7);", "CS0117", "GetFirstAsync", Correct, Description = "another id")]
    [TestCase("client.Contacts.GetFirstAsync(7);", "CS1061", "GetLastAsync", Correct, Description = "another message")]
    [TestCase("client.GetFirst(); int number = true;", "CS1061", "GetFirst", Correct, Description = "a second error")]
    [TestCase(Correct, "CS1061", "Contacts", Correct, Description = "the mistake compiles")]
    [TestCase("client.GetFirst();", "CS1061", "GetFirst", "client.GetLast();", Description = "the correction does not compile")]
    [TestCase("client.GetFirst();", "CS1061", "GetFirst", "string text = null;", Description = "the correction has a warning")]
    public void It_accepts_no_other_reason(string code, string id, string message, string corrected) =>
        Assert.That(
            () =>
            {
                using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
                {
                    DoesNotCompile(code, id, message, corrected);
                }
            },
            Throws.TypeOf<AssertionException>()
        );
}
