namespace ClickFunnels.Tests;

/// <summary>Code that handles errors can be tested without a service.</summary>
public sealed class ErrorForStatusTests
{
    [TestCase(400, typeof(ApiBadRequestException))]
    [TestCase(404, typeof(ApiNotFoundException))]
    [TestCase(422, typeof(ApiValidationException))]
    [TestCase(429, typeof(ApiRateLimitException))]
    [TestCase(502, typeof(ApiServerException))]
    [TestCase(418, typeof(ApiStatusException))]
    public void The_exception_is_the_one_that_the_client_throws(int status, Type type)
    {
        var exception = ApiExceptionFactory.Status(status, """{"error":"Name can't be blank; Amount is not a number"}""", "createProducts");

        Assert.Multiple(() =>
        {
            Assert.That(exception, Is.TypeOf(type));
            Assert.That(exception.OperationId, Is.EqualTo("createProducts"));
            Assert.That(
                exception.Errors.Select(static error => error.Message),
                Is.EqualTo(new[] { "Name can't be blank", "Amount is not a number" })
            );
        });
    }

    [Test]
    public void A_page_of_the_edge_is_a_block() =>
        Assert.That(ApiExceptionFactory.Status(403, "<html></html>"), Is.TypeOf<ApiBlockedException>());

    [TestCase(200)]
    [TestCase(0)]
    [TestCase(600)]
    public void Only_an_error_has_an_exception(int status) =>
        Assert.That(() => ApiExceptionFactory.Status(status), Throws.TypeOf<ArgumentOutOfRangeException>());
}
