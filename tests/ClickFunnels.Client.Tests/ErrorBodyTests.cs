using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Each error body that was documented or seen gives its messages, with the field where one is named.</summary>
public sealed class ErrorBodyTests
{
    [TestCase("""{"error":"API key missing or invalid"}""", "-:API key missing or invalid")]
    [TestCase("""{"error":"Not found: Record missing"}""", "-:Not found: Record missing")]
    [TestCase("""{"error":"Bad request: HTTP body must be valid JSON"}""", "-:HTTP body must be valid JSON")]
    [TestCase("""{"error":"found unpermitted parameter: :x"}""", "-:found unpermitted parameter: :x")]
    [TestCase("""{"error":"Request unprocessable: Interval is not included in the list"}""", "-:Interval is not included in the list")]
    [TestCase(
        """{"error":"Request unprocessable: Amount can't be blank; Amount is not a number"}""",
        "-:Amount can't be blank",
        "-:Amount is not a number"
    )]
    [TestCase("""{"error":"same_target"}""", "-:same_target")]
    [TestCase(
        """{"base":["Cannot edit a subscription price that is attached to an order."]}""",
        "-:Cannot edit a subscription price that is attached to an order."
    )]
    [TestCase("""{"name":["can't be blank","is too short"],"base":["No"]}""", "name:can't be blank", "name:is too short", "-:No")]
    [TestCase("""{"name":"can't be blank"}""", "name:can't be blank")]
    [TestCase("""{"errors":["a","b"]}""", "-:a", "-:b")]
    [TestCase("""{"errors":"a; b"}""", "-:a", "-:b")]
    [TestCase("""{"errors":{"name":["a","b"],"base":["c"]}}""", "name:a", "name:b", "-:c")]
    [TestCase("""{"errors":[{"field":"name","message":"a"},{"message":"b"},"c"]}""", "name:a", "-:b", "-:c")]
    [TestCase("""{"errors":[{"name":["a"]}]}""", "name:a")]
    [TestCase("""{"error":"a","errors":["b"]}""", "-:a", "-:b")]
    [TestCase("""{"error":"component_in_use","message":"a"}""", "-:component_in_use", "-:a")]
    [TestCase("""{"error":"a","message":{"b":1},"plan_error":"c","errors":null}""", "-:a")]
    [TestCase("""{"error":"a","plan_error":{"type":"b","message":"c"},"errors":{"title":["d"]}}""", "-:a", "-:c", "title:d")]
    [TestCase("""{"success":false,"message":"a","code":"b"}""", "-:a")]
    [TestCase("""{"message":"a","errors":{}}""", "-:a")]
    [TestCase("""{"errors":{"message":"a"}}""", "-:a")]
    [TestCase("""{"success":false,"message":"No such contact"}""", "-:No such contact")]
    [TestCase("""{"message":"The data was invalid.","errors":{"name":["a"]}}""", "name:a")]
    [TestCase("""{"message":["can't be blank"]}""", "message:can't be blank")]
    [TestCase("""{"message":"a","name":["b"]}""", "-:a", "name:b")]
    [TestCase("""{"message":null}""")]
    [TestCase("""{"error":""}""")]
    [TestCase("{}")]
    [TestCase("""{"id":1,"nested":{"a":1},"none":null}""")]
    [TestCase("""{"error":null}""")]
    [TestCase("""{"errors":null}""")]
    [TestCase("""{"errors":[1,null,[],{}]}""")]
    [TestCase("null")]
    [TestCase("No such route")]
    [TestCase("<html>{\"error\":\"a\"}</html>")]
    [TestCase("{\"error\":\"a")]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("\uFEFF{\"error\":\"a\"}", "-:a")]
    [TestCase(" \r\n{\"error\":\"a\"} ", "-:a")]
    [TestCase("{\"name\":[\"2025-01-01T00:00:00Z\"]}", "name:2025-01-01T00:00:00Z")]
    public void The_messages_are_found(string body, params string[] expected)
    {
        Assert.That(
            ErrorBody.Read(body, ClickFunnelsApi.Service.ErrorPrefixes).Select(static error => $"{error.Field ?? "-"}:{error.Message}"),
            Is.EqualTo(expected)
        );
    }

    [Test]
    public void No_body_has_no_messages()
    {
        Assert.That(ErrorBody.Read(null, []), Is.Empty);
    }

    [Test]
    public void At_most_100_errors_are_read()
    {
        Assert.That(
            ErrorBody.Read($$"""{"errors":[{{string.Join(",", Enumerable.Repeat("\"a\"", 5000))}}]}""", []),
            Has.Count.EqualTo(100)
        );
    }

    [Test]
    public async Task The_message_of_the_exception_names_the_fields_and_how_many_errors_there_are()
    {
        using var service = new FakeService();
        service.Respond(422, """{"name":["can't be blank"],"amount":["is not a number"],"base":["No"]}""");
        var exception = await Assert.ThrowsAsync<ApiValidationException>(() => service.Client().Products.CreateAsync(new()));

        Assert.That(exception.Message, Does.Contain("name, amount").And.Contain("(3)"));
    }

    [TestCase("john@example.com")]
    [TestCase("line\\nend")]
    [TestCase("John Doe")]
    public async Task A_field_that_is_not_a_wire_name_is_not_repeated_in_the_message(string field)
    {
        using var service = new FakeService();
        service.Respond(422, $$"""{"{{field}}":["has been taken"],"name":["x"]}""");
        var exception = await Assert.ThrowsAsync<ApiValidationException>(() => service.Client().Products.CreateAsync(new()));

        Assert.That(exception.Message, Does.Contain("name").And.Not.Contain("ohn").And.Not.Contain("line").And.Not.Contain("\n"));
    }
}
