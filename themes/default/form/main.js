// The script of form pages and of the forms index. It begins where the page says what it holds.

const data = document.getElementById('form-data');
if (data) JSON.parse(data.textContent || 'null');
